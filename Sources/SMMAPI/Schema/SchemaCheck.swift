/// Finds where a JSON value departs from its schema; pure.
package struct SchemaCheck: Sendable {
    /// One departure.
    package enum Fault: Sendable, Hashable {
        /// A member no schema knows; `known` are the names that stand there.
        case unknown(path: String, name: String, known: [String])
        /// A member that must be there and is not.
        case missing(path: String, name: String)
        /// A value of another kind.
        case type(path: String, expected: String)
    }

    /// The named schemas that references lead to.
    package let named: [String: Schema]

    /// A check that resolves references in `named`.
    package init(named: [String: Schema]) {
        self.named = named
    }

    /// Every departure of `value` from `schema`, in the value's order. `null` counts as left out.
    package func faults(in value: JSONValue, against schema: Schema) -> [Fault] {
        var faults: [Fault] = []
        check(value, schema, path: "", &faults)
        return faults
    }

    private func check(_ value: JSONValue, _ schema: Schema, path: String, _ faults: inout [Fault]) {
        switch (schema, value) {
        case (.any, _), (.string, .string), (.open, .string), (.boolean, .bool), (.integer, .integer):
            return
        case (.reference(let name), _):
            guard let target = named[name] else {
                faults.append(.type(path: path, expected: "a known schema, \(name) is none"))
                return
            }
            check(value, target, path: path, &faults)
        case (.id(let prefix), .string(let text)) where text.hasPrefix(prefix + "_"):
            return
        case (.array(let element), .array(let values)):
            for (index, item) in values.enumerated() { check(item, element, path: "\(path)[\(index)]", &faults) }
        case (.map(let element), .object(let members)):
            for member in members { check(member.value, element, path: join(path, member.name), &faults) }
        case (.object(_, let properties), .object(let members)):
            check(members, properties, path: path, &faults)
        default:
            faults.append(.type(path: path, expected: schema.words))
        }
    }

    private func check(
        _ members: [JSONValue.Member], _ properties: [SchemaProperty], path: String, _ faults: inout [Fault]
    ) {
        for member in members {
            guard let property = properties.first(where: { $0.name == member.name }) else {
                faults.append(.unknown(path: path, name: member.name, known: properties.map(\.name)))
                continue
            }
            if member.value == .null, !property.isRequired { continue }
            check(member.value, property.schema, path: join(path, member.name), &faults)
        }
        for property in properties where property.isRequired {
            guard !members.contains(where: { $0.name == property.name }) else { continue }
            faults.append(.missing(path: path, name: property.name))
        }
    }

    private func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }
}

extension Schema {
    /// The kind of value in words.
    fileprivate var words: String {
        switch self {
        case .string, .open: "a text"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .id(let prefix): "an id that begins with \(prefix)_"
        case .array: "a list"
        case .map, .object: "an object"
        case .reference(let name): name
        case .any: "anything"
        }
    }
}
