import FoundationEssentials

/// The vendors' fixtures, which lie beside the checkout and not in it.
///
/// The folder is `SMM_SHARED`, or `../shared`. Without it the tests that read it are off; with `SMM_REQUIRE_SPECS=1`
/// they are on and fail.
enum SharedSpecs {
    /// Whether the tests that read fixtures are to run.
    static let isWanted = isRequired || FileManager.default.fileExists(atPath: folder)

    private static let isRequired = ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"
    private static let folder = (ProcessInfo.processInfo.environment["SMM_SHARED"] ?? "../shared") + "/specs"

    /// The decoded JSON file at `path` under `specs`.
    static func json<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: folder + "/" + path)))
    }
}
