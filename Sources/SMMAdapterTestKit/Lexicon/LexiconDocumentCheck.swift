import SMMAtproto

/// Whether a document is a lexicon at all.
enum LexiconDocumentCheck {
    private static let primary: Set<String> = ["record", "query", "procedure", "subscription", "permission-set"]
    private static let plain: Set<String> = [
        "object", "array", "string", "integer", "boolean", "bytes", "cid-link", "blob", "token", "params",
    ]
    private static let fields: Set<String> =
        plain.subtracting(["token", "params"]).union(["ref", "union", "unknown", "null"])
    private static let maximumDepth = 32

    static func check(_ document: ATValue) throws(LexiconError) {
        let id = document["id"]?.string ?? ""
        func fail(_ message: String) -> LexiconError { LexiconError(document: id, message: message) }
        guard document["lexicon"] == 1 else { throw fail("is not of version 1") }
        guard NSID(id) != nil else { throw fail("has no valid id") }
        guard let definitions = document["defs"]?.members, !definitions.isEmpty else { throw fail("defines nothing") }
        for (name, definition) in definitions {
            let type = definition.type(named: "type") ?? ""
            if primary.contains(type) {
                guard name == "main" else { throw fail("has \(type) as \(name), which only main may be") }
                guard isWhole(definition, type) else { throw fail("has a \(type) without its parts") }
            } else {
                guard plain.contains(type) || type == "union" else { throw fail("defines \(name) as \(type)") }
                guard isField(definition, depth: 0) else { throw fail("has a wrong part in \(name)") }
            }
        }
    }

    private static func isWhole(_ definition: ATValue, _ type: String) -> Bool {
        switch type {
        case "record":
            guard definition["key"]?.string != nil, let record = definition["record"],
                record.type(named: "type") == "object"
            else { return false }
            return isField(record, depth: 0)
        case "permission-set": return definition["permissions"]?.elements != nil
        default:
            for part in ["input", "output"] {
                guard let body = definition[part] else { continue }
                guard body["encoding"]?.string != nil else { return false }
                if let schema = body["schema"], !isField(schema, depth: 0) { return false }
            }
            return definition["parameters"].map { isField($0, depth: 0) } ?? true
        }
    }

    private static func isField(_ field: ATValue, depth: Int) -> Bool {
        guard depth < maximumDepth, let type = field.type(named: "type") else { return false }
        switch type {
        case "object", "params":
            return (field["properties"]?.members ?? [:]).values.allSatisfy { isField($0, depth: depth + 1) }
        case "array": return field["items"].map { isField($0, depth: depth + 1) } ?? false
        case "ref": return field["ref"]?.string?.isEmpty == false
        case "union": return field["refs"]?.elements?.allSatisfy { $0.string != nil } ?? false
        default: return plain.contains(type) || fields.contains(type)
        }
    }
}
