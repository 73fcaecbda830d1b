import FoundationEssentials
import SMMTestSupport

/// The vendors' fixtures of ``SharedFolder``.
enum SharedSpecs {
    /// The decoded JSON file at `path` under `specs`.
    static func json<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(SharedFolder.bytes(path)))
    }
}
