/// Finds members that a schema does not declare anywhere, its alternatives and references included.
struct SchemaNames {
    private let document: OpenAPIDocument
    private var steps = 0

    init(_ document: OpenAPIDocument) { self.document = document }

    /// The members of `value` that none of the schemas declares. An object without any declared member is open.
    mutating func undeclared(_ value: FakeJSON, _ schemas: [FakeJSON], at place: String) -> [ContractFinding] {
        steps += 1
        guard steps < 10_000 else { return [] }
        let flat = flatten(schemas)
        switch value {
        case .array(let elements):
            let items = flat.compactMap { $0["items"] }
            guard !items.isEmpty else { return [] }
            return elements.enumerated().flatMap { undeclared($0.element, items, at: "\(place)[\($0.offset)]") }
        case .object(let members):
            var declared: [String: [FakeJSON]] = [:]
            for schema in flat {
                for (name, rule) in schema["properties"]?.members ?? [:] { declared[name, default: []].append(rule) }
            }
            let isOpen = declared.isEmpty || flat.contains { Self.isOpen($0) }
            return members.keys.sorted().flatMap { name -> [ContractFinding] in
                let inside = "\(place).\(name)"
                guard let value = members[name], let rules = declared[name] else {
                    return isOpen ? [] : [ContractFinding(inside, .undeclared, "is not declared.")]
                }
                return undeclared(value, rules, at: inside)
            }
        case .null, .bool, .number, .string: return []
        }
    }

    private static func isOpen(_ schema: [String: FakeJSON]) -> Bool {
        switch schema["additionalProperties"] {
        case nil, .bool(false)?: schema["patternProperties"] != nil
        default: true
        }
    }

    /// The schemas and all that they are made of.
    private func flatten(_ schemas: [FakeJSON]) -> [[String: FakeJSON]] {
        var rest = schemas
        var known: Set<String> = []
        var flat: [[String: FakeJSON]] = []
        while let schema = rest.popLast(), flat.count < 1000 {
            guard let rules = schema.members else { continue }
            flat.append(rules)
            if let reference = rules["$ref"]?.string, known.insert(reference).inserted,
                let target = document.resolve(reference)
            {
                rest.append(target)
            }
            for word in ["allOf", "anyOf", "oneOf"] { rest += rules[word]?.elements ?? [] }
        }
        return flat
    }
}
