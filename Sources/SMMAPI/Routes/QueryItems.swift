package import SMMModel

/// The parameters of a query string, in order; names and values decoded.
package struct QueryItems: Sendable, Hashable {
    /// One parameter.
    package struct Item: Sendable, Hashable {
        /// The name.
        package var name: String
        /// The value.
        package var value: String
    }

    /// The parameters.
    package var items: [Item]

    /// No parameters.
    package init() { items = [] }

    /// Reads a query string (RFC 3986; `+` is a plus sign); throws `query-invalid` for broken escapes, text that is not
    /// UTF-8 or holds U+0000, and a name that comes twice.
    package init(parsing query: some StringProtocol) throws(Problem) {
        items = []
        for pair in query.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(halves[0]),
                let value = PercentCoding.decode(halves.count > 1 ? halves[1] : "")
            else {
                throw Problem(
                    Problem.Code("query-invalid"), status: 400,
                    "The query string has an escape that is not UTF-8 text.", next: "Percent-encode UTF-8 bytes.")
            }
            guard self[name] == nil else {
                throw Problem(
                    Problem.Code("query-repeated"), status: 400, "The parameter stands twice in the query string.",
                    given: name, next: "Give it once.")
            }
            items.append(Item(name: name, value: value))
        }
    }

    /// The value of a parameter; nil when it is not there.
    package subscript(name: String) -> String? {
        get { items.first { $0.name == name }?.value }
        set {
            items.removeAll { $0.name == name }
            if let newValue { items.append(Item(name: name, value: newValue)) }
        }
    }

    /// The query string, without a question mark.
    package var text: String {
        items.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
    }

    /// A whole number; throws `query-type`.
    package func integer(_ name: String) throws(Problem) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let value = Int64(text) else { throw Self.type(name, text, "a whole number") }
        return value
    }

    /// A flag: `true`, `1` or nothing after the name, `false` or `0`; throws `query-type`.
    package func flag(_ name: String) throws(Problem) -> Bool {
        switch self[name] {
        case nil, "false", "0": return false
        case "true", "1", "": return true
        case .some(let text): throw Self.type(name, text, "true or false")
        }
    }

    /// An RFC 3339 time; throws `query-type`.
    package func instant(_ name: String) throws(Problem) -> Instant? {
        guard let text = self[name] else { return nil }
        guard let instant = RFC3339.instant(text) else {
            throw Self.type(name, text, "an RFC 3339 time such as 2026-11-24T08:30:00Z")
        }
        return instant
    }

    /// One of some names; throws `NAME-unknown` (400) for another, for a list narrowed down to nothing would look empty.
    package func choice(_ name: String, of known: [String]) throws(Problem) -> String? {
        guard let text = self[name], !known.contains(text) else { return self[name] }
        throw Problem(
            Problem.Code("\(name)-unknown"), status: 400, "There is no such \(name).", given: String(text.prefix(60)),
            allowed: known.joined(separator: ", "), parameters: ["parameter": name])
    }

    /// FNV-1a over the route and every parameter that chooses items: what a cursor is bound to.
    package func filterHash(route: RouteID) -> UInt64 {
        let filters = items.filter { $0.name != "cursor" && $0.name != "limit" }.sorted { $0.name < $1.name }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in [route.rawValue] + filters.flatMap({ [$0.name, $0.value] }) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
        }
        return hash
    }

    private static func type(_ name: String, _ given: String, _ allowed: String) -> Problem {
        Problem(
            Problem.Code("query-type"), status: 400, "The parameter \(name) is not \(allowed).", given: given,
            allowed: allowed, parameters: ["parameter": name])
    }
}
