extension JSONValue {
    /// The value with every occurrence of a key of `changes` inside it replaced by its value, all at once. The depth is
    /// bounded by the parser's.
    func replacing(_ changes: [JSONValue: JSONValue]) -> JSONValue {
        if let new = changes[self] { return new }
        switch self {
        case .array(let elements): return .array(elements.map { $0.replacing(changes) })
        case .object(let members): return .object(members.mapValues { $0.replacing(changes) })
        case .null, .bool, .integer, .number, .string: return self
        }
    }
}
