extension JSONValue {
    /// The value with every occurrence of `old` inside it replaced. The depth is bounded by the parser's.
    func replacing(_ old: JSONValue, with new: JSONValue) -> JSONValue {
        if self == old { return new }
        switch self {
        case .array(let elements): return .array(elements.map { $0.replacing(old, with: new) })
        case .object(let members): return .object(members.mapValues { $0.replacing(old, with: new) })
        case .null, .bool, .integer, .number, .string: return self
        }
    }
}
