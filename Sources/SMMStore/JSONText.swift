import FoundationEssentials

/// Values as canonical JSON text (sorted keys, slashes plain), as the database keeps them.
package enum JSONText {
    /// The JSON of `value`.
    ///
    /// - Throws: `EncodingError` for a value that has no JSON form.
    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value that `text` describes.
    ///
    /// - Throws: `DecodingError` when it is another shape.
    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
