/// An OpenAPI 3.x document: its operations by path, and what its references point to.
package struct OpenAPIDocument: Sendable {
    /// The whole document.
    let root: FakeJSON
    private let paths: [Path]

    private struct Path: Sendable {
        let template: String
        let segments: [String]
        let item: FakeJSON
        /// The more literal segments, the better a template fits.
        let literals: Int
    }

    /// Reads a document.
    ///
    /// - Throws: `OpenAPIError` when it is no OpenAPI 3 document in JSON.
    package init(_ bytes: [UInt8]) throws(OpenAPIError) {
        guard let root = FakeJSON.reading(bytes) else { throw OpenAPIError("The document is not JSON.") }
        try self.init(root: root)
    }

    /// A document that was read already.
    ///
    /// - Throws: `OpenAPIError` when it is no OpenAPI 3 document.
    init(root: FakeJSON) throws(OpenAPIError) {
        guard root["openapi"]?.string?.hasPrefix("3.") == true else {
            throw OpenAPIError("The document is not OpenAPI 3.")
        }
        guard let items = root["paths"]?.members else { throw OpenAPIError("The document has no paths.") }
        self.root = root
        paths = items.map { template, item in
            let segments = template.split(separator: "/").map(String.init)
            return Path(
                template: template, segments: segments, item: item,
                literals: segments.count { !Self.isParameter($0) })
        }.sorted { ($1.literals, $0.template) < ($0.literals, $1.template) }
    }

    /// How many operations it has.
    package var operationCount: Int {
        paths.reduce(0) { $0 + ($1.item.members ?? [:]).keys.count { Self.methods.contains($0) } }
    }

    private static let methods: Set<String> = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ]

    /// The operation of a method and a path's segments; nil when the document has none.
    func operation(_ method: String, _ segments: [String]) -> OpenAPIOperation? {
        for path in paths {
            guard let values = Self.match(path.segments, segments),
                let operation = path.item[method.lowercased()], Self.methods.contains(method.lowercased())
            else { continue }
            return OpenAPIOperation(
                name: "\(method) \(path.template)", item: path.item, operation: operation, pathValues: values)
        }
        return nil
    }

    /// What a reference within the document points to; nil for anything else. Follows no further reference.
    func resolve(_ reference: String) -> FakeJSON? {
        guard reference.hasPrefix("#/") else { return reference == "#" ? root : nil }
        var value = root
        for part in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            guard let text = FormPairs.unescape(part, plusIsBlank: false) else { return nil }
            let name = Self.unescapePointer(text)
            if let elements = value.elements {
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                value = elements[index]
            } else {
                guard let next = value[name] else { return nil }
                value = next
            }
        }
        return value
    }

    /// An object that may be a reference to one: a parameter, a body, an answer.
    func object(_ value: FakeJSON?) -> FakeJSON? {
        var value = value
        for _ in 0..<16 {
            guard let reference = value?["$ref"]?.string else { return value }
            value = resolve(reference)
        }
        return nil
    }

    private static func isParameter(_ segment: String) -> Bool { segment.hasPrefix("{") && segment.hasSuffix("}") }

    private static func match(_ template: [String], _ path: [String]) -> [String: String]? {
        guard template.count == path.count else { return nil }
        var values: [String: String] = [:]
        for (pattern, segment) in zip(template, path) {
            if isParameter(pattern) {
                values[String(pattern.dropFirst().dropLast())] = segment
            } else if pattern != segment {
                return nil
            }
        }
        return values
    }

    /// `~1` and `~0` of RFC 6901.
    private static func unescapePointer(_ text: String) -> String {
        var result = ""
        var isTilde = false
        for character in text {
            switch (isTilde, character) {
            case (false, "~"): isTilde = true
            case (true, "1"):
                result.append("/")
                isTilde = false
            case (true, "0"):
                result.append("~")
                isTilde = false
            case (true, _):
                result += "~\(character)"
                isTilde = false
            default: result.append(character)
            }
        }
        return isTilde ? result + "~" : result
    }
}
