/// Writes one value where one is due.
struct WireScalar: SingleValueEncodingContainer {
    let output: WireOutput
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { output.buffer.write(literal: "null") }
    mutating func encode(_ value: Bool) { output.buffer.write(literal: value ? "true" : "false") }
    mutating func encode(_ value: String) { output.buffer.write(string: value) }
    mutating func encode(_ value: Int) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: Int8) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: Int16) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: Int32) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: Int64) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: UInt) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: UInt8) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: UInt16) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: UInt32) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: UInt64) { output.buffer.write(literal: String(value)) }
    mutating func encode(_ value: Float) throws { try encode(Double(value)) }

    mutating func encode(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "JSON has no such number"))
        }
        // Whole numbers without a fraction, as other encoders write them.
        if let whole = Int64(exactly: value) {
            output.buffer.write(literal: String(whole))
        } else {
            output.buffer.write(literal: "\(value)")
        }
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws { try WireEncoder.write(value, to: output) }
}
