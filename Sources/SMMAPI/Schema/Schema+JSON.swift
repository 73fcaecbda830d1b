extension Schema {
    /// The schema as JSON Schema 2020-12; objects may grow.
    package var json: JSONValue { json(isClosed: false) }

    /// The schema as JSON Schema 2020-12; a closed object takes no other members.
    package func json(isClosed: Bool) -> JSONValue {
        switch self {
        case .string: return Self.kind("string")
        case .boolean: return Self.kind("boolean")
        case .integer: return .object([.init("type", .string("integer")), .init("format", .string("int64"))])
        case .id(let prefix):
            return .object([
                .init("type", .string("string")), .init("pattern", .string("^\(prefix)_[0-9a-hjkmnp-tv-z]{1,13}$")),
            ])
        case .open(let known):
            return .object([
                .init("type", .string("string")), .init("examples", .array(known.map { .string($0) })),
                .init("description", .string("Known today: \(known.joined(separator: ", ")). May grow.")),
            ])
        case .array(let element): return .object([.init("type", .string("array")), .init("items", element.json)])
        case .map(let element):
            return .object([.init("type", .string("object")), .init("additionalProperties", element.json)])
        case .reference(let name): return .object([.init("$ref", .string("#/components/schemas/" + name))])
        case .any: return .object([])
        case .object(let description, let properties):
            return Self.object(description, properties, isClosed: isClosed)
        }
    }

    private static func kind(_ name: String) -> JSONValue { .object([.init("type", .string(name))]) }

    private static func object(_ description: String, _ properties: [SchemaProperty], isClosed: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("type", .string("object")), .init("description", .string(description)),
            .init("properties", .object(properties.map { .init($0.name, $0.described) })),
        ]
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        if isClosed { members.append(.init("additionalProperties", .bool(false))) }
        return .object(members)
    }
}

extension SchemaProperty {
    /// The member's schema with its description.
    fileprivate var described: JSONValue {
        guard case .object(let members) = schema.json else { return schema.json }
        return .object(members.filter { $0.name != "description" } + [.init("description", .string(description))])
    }
}
