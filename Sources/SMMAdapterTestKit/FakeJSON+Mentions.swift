extension FakeJSON {
    /// Whether any string or number in it is `text`, or a part of it such as an address is made of.
    func mentions(_ text: String) -> Bool {
        switch self {
        case .null, .bool: false
        case .number(let value): Int64(exactly: value).map { "\($0)" == text } ?? false
        case .string(let value): value == text || (!value.isEmpty && text.hasSuffix(value))
        case .array(let elements): elements.contains { $0.mentions(text) }
        case .object(let members): members.values.contains { $0.mentions(text) }
        }
    }
}
