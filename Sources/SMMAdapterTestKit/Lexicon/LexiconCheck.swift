package import SMMAtproto

/// Checks values against definitions and collects what is wrong.
package struct LexiconCheck {
    /// Where `ref`s are looked up.
    let catalog: LexiconCatalog
    /// Whether members that no definition has are breaches: in what we write they are mistakes.
    let refusesUnknownFields: Bool
    /// What was found so far.
    package private(set) var violations: [LexiconViolation] = []

    private static let maximumDepth = 600

    /// A check without findings.
    package init(_ catalog: LexiconCatalog, refusesUnknownFields: Bool = false) {
        self.catalog = catalog
        self.refusesUnknownFields = refusesUnknownFields
    }

    /// Checks a record of a collection and, when it is given, its key. A collection without a lexicon is not checked.
    package mutating func record(
        _ value: ATValue, of collection: String, key: String? = nil, at path: String = "record"
    ) {
        guard let definition = catalog.definition(collection), definition["type"] == "record" else { return }
        if value.type != collection { add(.union, path + ".$type", "must be \(collection)") }
        if let key, let kind = definition["key"]?.string, !LexiconKey.isValid(key, kind) {
            add(.key, path, "needs a key of kind \(kind)")
        }
        guard let schema = definition["record"] else { return }
        check(value, schema, in: collection, at: path)
    }

    /// Checks a value against a schema that stands in the document `base`.
    package mutating func check(_ value: ATValue, _ schema: ATValue, in base: String, at path: String, depth: Int = 0) {
        guard depth < Self.maximumDepth, let type = schema["type"]?.string else {
            add(.type, path, "is deeper than a definition can be")
            return
        }
        switch (type, value) {
        case ("ref", _): reference(value, schema, in: base, at: path, depth: depth)
        case ("union", .map): union(value, schema, in: base, at: path, depth: depth)
        case ("object", .map(let members)), ("params", .map(let members)):
            object(members, schema, in: base, at: path, depth: depth)
        case ("array", .array(let elements)):
            length(elements.count, schema, at: path)
            guard let items = schema["items"] else { return }
            for (index, element) in elements.enumerated() {
                check(element, items, in: base, at: "\(path).\(index)", depth: depth + 1)
            }
        case ("string", .string(let text)): string(text, schema, at: path)
        case ("token", .string(let text)):
            if !text.hasPrefix(base) { add(.value, path, "must be a token of \(base)") }
        case ("integer", .integer(let number)): integer(number, schema, at: path)
        case ("boolean", .bool(let flag)):
            if let due = schema["const"]?.bool, due != flag { add(.value, path, "must be \(due)") }
        case ("bytes", .bytes(let bytes)): length(bytes.count, schema, at: path)
        case ("cid-link", .link), ("null", .null): break
        case ("blob", .map): blob(value, schema, at: path)
        case ("unknown", .map):
            if ATBlob(value) != nil { add(.type, path, "must be an object, not a blob") }
        default: add(.type, path, "must be of type \(type)")
        }
    }

    /// Notes a breach.
    mutating func add(_ code: LexiconViolation.Code, _ path: String, _ message: String) {
        violations.append(LexiconViolation(code: code, path: path, message: message))
    }

    private mutating func reference(_ value: ATValue, _ schema: ATValue, in base: String, at path: String, depth: Int) {
        guard let reference = schema["ref"]?.string else { return }
        let name = LexiconCatalog.name(reference, in: base)
        // What is not in the catalogue cannot be judged.
        guard let target = catalog.definition(name) else { return }
        check(value, target, in: String(name.prefix { $0 != "#" }), at: path, depth: depth + 1)
    }

    private mutating func union(_ value: ATValue, _ schema: ATValue, in base: String, at path: String, depth: Int) {
        guard let type = value.type else {
            add(.union, path, "needs a $type")
            return
        }
        let name = LexiconCatalog.name(type, in: base)
        guard schema.texts("refs").contains(where: { LexiconCatalog.name($0, in: base) == name }) else {
            if schema["closed"] == true { add(.union, path, "may not be \(type)") }
            return
        }
        guard let target = catalog.definition(name) else { return }
        let home = String(name.prefix { $0 != "#" })
        // A record may be embedded as a whole.
        check(value, target["record"] ?? target, in: home, at: path, depth: depth + 1)
    }

    private mutating func object(
        _ members: [String: ATValue], _ schema: ATValue, in base: String, at path: String, depth: Int
    ) {
        let properties = schema["properties"]?.members ?? [:]
        let nullable = Set(schema.texts("nullable"))
        for name in schema.texts("required") where members[name] == nil {
            add(.missing, "\(path).\(name)", "is required")
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let property = properties[name] else {
                if refusesUnknownFields, name != "$type" { add(.unknownField, "\(path).\(name)", "is not defined") }
                continue
            }
            if value.isNull, nullable.contains(name) { continue }
            check(value, property, in: base, at: "\(path).\(name)", depth: depth + 1)
        }
    }

    private mutating func blob(_ value: ATValue, _ schema: ATValue, at path: String) {
        guard let blob = ATBlob(value) else {
            add(.type, path, "must be a blob")
            return
        }
        if let most = schema["maxSize"]?.integer, blob.size > most { add(.size, path, "has at most \(most) bytes") }
        let accepted = schema.texts("accept")
        let isAccepted = accepted.contains { pattern in
            pattern == "*/*" || pattern == blob.mimeType
                || (pattern.hasSuffix("/*") && blob.mimeType.hasPrefix(pattern.dropLast()))
        }
        if !accepted.isEmpty, !isAccepted { add(.accept, path, "must be of \(accepted.joined(separator: ", "))") }
    }
}
