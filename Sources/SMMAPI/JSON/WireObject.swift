/// Writes the members of an object.
struct WireObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: WireOutput
    /// The depth inside of the object.
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) {
        output.buffer.write(literal: "null", forKey: key.stringValue, at: depth)
    }

    mutating func encode(_ value: Bool, forKey key: Key) {
        output.buffer.write(literal: value ? "true" : "false", forKey: key.stringValue, at: depth)
    }

    mutating func encode(_ value: String, forKey key: Key) {
        output.buffer.write(string: value, forKey: key.stringValue, at: depth)
    }

    mutating func encode(_ value: Int, forKey key: Key) {
        output.buffer.write(literal: String(value), forKey: key.stringValue, at: depth)
    }

    mutating func encode(_ value: Int64, forKey key: Key) {
        output.buffer.write(literal: String(value), forKey: key.stringValue, at: depth)
    }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        output.buffer.key(key.stringValue, at: depth)
        try WireEncoder.write(value, to: output)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        output.buffer.key(key.stringValue, at: depth)
        return KeyedEncodingContainer(WireObject<Nested>(output: output, depth: output.buffer.push(object: true)))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        output.buffer.key(key.stringValue, at: depth)
        return WireArray(output: output, depth: output.buffer.push(object: false))
    }

    mutating func superEncoder() -> any Encoder {
        output.buffer.key("super", at: depth)
        return WireEncoder(output: output)
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        output.buffer.key(key.stringValue, at: depth)
        return WireEncoder(output: output)
    }
}
