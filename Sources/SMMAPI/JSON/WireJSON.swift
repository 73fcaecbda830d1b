package import FoundationEssentials

/// Turns the wire's types into JSON and back; one decoder serves everybody.
package enum WireJSON {
    private static let decoder = JSONDecoder()

    /// Compact JSON; throws only for a value that JSON cannot say.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        try WireEncoder.encode(value)
    }

    /// The value that `data` holds; throws `DecodingError`.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try decoder.decode(type, from: data)
    }

    /// The value that `bytes` hold; throws `DecodingError`.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decoder.decode(type, from: Data(bytes))
    }
}
