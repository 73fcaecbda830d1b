/// Writes the elements of an array.
struct WireArray: UnkeyedEncodingContainer {
    let output: WireOutput
    /// The depth inside of the array.
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(output: WireOutput, depth: Int) {
        self.output = output
        self.depth = depth
    }

    mutating func encodeNil() {
        next()
        output.buffer.write(literal: "null")
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        next()
        try WireEncoder.write(value, to: output)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next()
        return KeyedEncodingContainer(WireObject<Nested>(output: output, depth: output.buffer.push(object: true)))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return WireArray(output: output, depth: output.buffer.push(object: false))
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return WireEncoder(output: output)
    }

    private mutating func next() {
        output.buffer.element(at: depth)
        count += 1
    }
}
