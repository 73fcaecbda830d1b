/// Reads the members of an object by name and kind.
struct WireMembers {
    private let members: [JSONValue.Member]

    /// The members of `value`; throws when it is no object. `name` is what it is called where it stands.
    init(_ value: JSONValue, name: String = "") throws(WireMismatch) {
        guard case .object(let members) = value else { throw WireMismatch(name: name) }
        self.members = members
    }

    func string(_ name: String) throws(WireMismatch) -> String? {
        switch find(name) {
        case nil: return nil
        case .string(let text): return text
        default: throw WireMismatch(name: name)
        }
    }

    func integer<Number: FixedWidthInteger>(_ name: String, _ type: Number.Type) throws(WireMismatch) -> Number? {
        switch find(name) {
        case nil: return nil
        case .integer(let value):
            guard let number = Number(exactly: value) else { throw WireMismatch(name: name) }
            return number
        default: throw WireMismatch(name: name)
        }
    }

    func flag(_ name: String) throws(WireMismatch) -> Bool? {
        switch find(name) {
        case nil: return nil
        case .bool(let value): return value
        default: throw WireMismatch(name: name)
        }
    }

    func object<Value: WireReadable>(_ name: String, _ type: Value.Type) throws(WireMismatch) -> Value? {
        guard let value = find(name) else { return nil }
        return try Value(WireMembers(value, name: name))
    }

    func list<Value: WireReadable>(_ name: String, _ type: Value.Type) throws(WireMismatch) -> [Value]? {
        guard let values = try array(name) else { return nil }
        var list: [Value] = []
        list.reserveCapacity(values.count)
        for value in values { list.append(try Value(WireMembers(value, name: name))) }
        return list
    }

    func strings(_ name: String) throws(WireMismatch) -> [String]? {
        guard let values = try array(name) else { return nil }
        var list: [String] = []
        for value in values {
            guard case .string(let text) = value else { throw WireMismatch(name: name) }
            list.append(text)
        }
        return list
    }

    func map<Value: WireReadable>(_ name: String, _ type: Value.Type) throws(WireMismatch) -> [String: Value]? {
        guard let value = find(name) else { return nil }
        var map: [String: Value] = [:]
        for member in try WireMembers(value, name: name).members {
            map[member.name] = try Value(WireMembers(member.value, name: member.name))
        }
        return map
    }

    func stringMap(_ name: String) throws(WireMismatch) -> [String: String]? {
        guard let value = find(name) else { return nil }
        var map: [String: String] = [:]
        for member in try WireMembers(value, name: name).members {
            guard case .string(let text) = member.value else { throw WireMismatch(name: member.name) }
            map[member.name] = text
        }
        return map
    }

    private func array(_ name: String) throws(WireMismatch) -> [JSONValue]? {
        guard let value = find(name) else { return nil }
        guard case .array(let values) = value else { throw WireMismatch(name: name) }
        return values
    }

    /// The member's value; nil for one that is absent or null.
    private func find(_ name: String) -> JSONValue? {
        for member in members where member.name == name {
            if case .null = member.value { return nil }
            return member.value
        }
        return nil
    }
}

extension Optional {
    /// The value of a member that must be there.
    func required(_ name: String) throws(WireMismatch) -> Wrapped {
        guard let self else { throw WireMismatch(name: name) }
        return self
    }
}
