package import FoundationEssentials

/// Turns the wire's types into JSON and back; one decoder serves everybody.
package enum WireJSON {
    private static let decoder = JSONDecoder()

    /// Compact JSON; throws only for a value that JSON cannot say.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        guard let value = value as? any WireWritable else { return try WireEncoder.encode(value) }
        var writer = WireWriter()
        value.write(to: &writer)
        return writer.bytes
    }

    /// The value that `data` holds; throws `DecodingError`.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try decoder.decode(type, from: data)
    }

    /// The value that `bytes` hold; throws `DecodingError`.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decoder.decode(type, from: Data(bytes))
    }

    /// The value that `bytes` hold, which say `json`; throws `DecodingError`.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from json: JSONValue, _ bytes: [UInt8]
    ) throws -> Value {
        if let readable = type as? any WireReadable.Type, let value = try? readable.init(WireMembers(json)) as? Value {
            return value
        }
        // Says what is wrong, too, with a value that could not be read.
        return try decode(type, from: bytes)
    }
}
