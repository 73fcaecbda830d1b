/// A machine reached by SSH: `ssh://[user@]server[:port]`.
package struct SSHTarget: Sendable, Equatable {
    /// The user over there; nil leaves it to the SSH configuration.
    package let user: String?
    /// The host's name or address, or an alias of the SSH configuration.
    package let host: String
    /// The port; nil leaves it to the SSH configuration.
    package let port: Int?

    /// Parses `text`; throws a `ClientError` that says what an address looks like.
    package init(_ text: String) throws(ClientError) {
        guard text.hasPrefix("ssh://") else { throw Self.invalid(text) }
        var rest = text.dropFirst("ssh://".count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        var user: Substring?
        if let at = rest.lastIndex(of: "@") {
            user = rest[..<at]
            rest = rest[rest.index(after: at)...]
        }
        let (host, port) = try Self.split(rest, whole: text)
        guard Self.isPlain(host), user.map(Self.isPlain) ?? true else { throw Self.invalid(text) }
        self.user = user.map(String.init)
        self.host = String(host)
        self.port = port
    }

    private static func split(_ rest: Substring, whole: String) throws(ClientError) -> (Substring, Int?) {
        var host = rest
        var digits: Substring?
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {  // an IPv6 address
            host = rest[rest.index(after: rest.startIndex)..<end]
            let tail = rest[rest.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { throw invalid(whole) }
            digits = tail.isEmpty ? nil : tail.dropFirst()
        } else if let colon = rest.lastIndex(of: ":") {
            host = rest[..<colon]
            digits = rest[rest.index(after: colon)...]
        }
        guard let digits else { return (host, nil) }
        guard let port = Int(digits), (1...65_535).contains(port) else { throw invalid(whole) }
        return (host, port)
    }

    /// A leading hyphen would be read by ssh as an option; white space and controls never belong here.
    private static func isPlain(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._:%+".utf8.contains(byte)
            }
        }
    }

    private static func invalid(_ text: String) -> ClientError {
        ClientError(
            .address, "This is not the address of a machine.", given: text, allowed: "ssh://[user@]server[:port]",
            next: "smmctl --host ssh://user@server status")
    }
}
