import FoundationEssentials

/// The vendor's document, which lies beside the checkout and not in it.
///
/// The folder is `SMM_SHARED`, or `../shared`. Without it the tests that read it are off; with `SMM_REQUIRE_SPECS=1`
/// they are on and fail.
enum MastodonSpecs {
    /// Whether the tests that read the document are to run.
    static let isWanted = isRequired || FileManager.default.fileExists(atPath: path)

    private static let isRequired = ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"
    private static let specs = (ProcessInfo.processInfo.environment["SMM_SHARED"] ?? "../shared") + "/specs/"
    private static let path = specs + "mastodon/mastodon-openapi.schema.json"

    /// The document's bytes.
    static func document() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    /// The fixtures of lengths.
    static func lengths() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: specs + "derived/mastodon-length.json")))
    }
}
