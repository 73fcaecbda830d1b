/// Encodes the wire's types as compact JSON in one pass, straight into bytes.
///
/// Every answer passes here, and the general encoder, which builds a tree first, took most of an answer's time. Dates,
/// data and floating-point numbers beyond JSON do not occur on the wire.
struct WireEncoder: Encoder {
    let output: WireOutput
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The JSON of `value`.
    ///
    /// - Throws: `EncodingError` for a number that JSON cannot say.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let output = WireOutput()
        try write(value, to: output)
        return output.buffer.bytes
    }

    /// Writes `value` and whatever it leaves open.
    static func write(_ value: some Encodable, to output: WireOutput) throws {
        let depth = output.buffer.depth
        let count = output.buffer.bytes.count
        try value.encode(to: WireEncoder(output: output))
        // A value without any members asks for no container.
        if output.buffer.bytes.count == count { _ = output.buffer.push(object: true) }
        output.buffer.close(to: depth)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(WireObject(output: output, depth: output.buffer.push(object: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        WireArray(output: output, depth: output.buffer.push(object: false))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { WireScalar(output: output) }
}
