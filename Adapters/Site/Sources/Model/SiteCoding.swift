import FoundationEssentials
package import SMMAdapterKit

/// JSON in one canonical form: the same value gives the same bytes.
package enum SiteCoding {
    /// The bytes of a value of ours.
    package static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // Our values hold texts and whole numbers only, which always encode.
        return (try? encoder.encode(value)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
    }

    /// Reads a value back.
    ///
    /// - Throws: `Failure` with code `site-damaged`, which names the file.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], _ path: String
    ) throws(Failure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw Failure("site-damaged", "The site's own record “\(path)” cannot be read; restore it from a backup.")
        }
    }
}
