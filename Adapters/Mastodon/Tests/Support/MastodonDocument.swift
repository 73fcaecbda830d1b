import FoundationEssentials
import SMMAdapterTestKit

/// The vendor's OpenAPI document, which lies beside the checkout and not in it.
///
/// The folder is `SMM_SHARED`, or `../shared`. Without it the tests that read it are off; with `SMM_REQUIRE_SPECS=1`
/// they are on and fail.
enum MastodonDocument {
    /// Whether the tests that read the document are to run.
    static let isWanted = isRequired || FileManager.default.fileExists(atPath: path)

    private static let isRequired = ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"
    private static let path =
        (ProcessInfo.processInfo.environment["SMM_SHARED"] ?? "../shared")
        + "/specs/mastodon/mastodon-openapi.schema.json"

    /// The document as a contract, read once.
    static let contract: Result<OpenAPIContract, any Error> = Result {
        try MastodonContract.make(Array(try Data(contentsOf: URL(filePath: path))))
    }
}
