import FoundationEssentials
import SMMAdapterTestKit
import Testing

/// The documents and fixtures of the networks, kept beside the project.
///
/// The folder is `SMM_SHARED`, or `../shared`. Without it the tests that read it are off; with `SMM_REQUIRE_SPECS=1`
/// they are on and fail.
enum SharedSpecs {
    private static let folder = ProcessInfo.processInfo.environment["SMM_SHARED"] ?? "../shared"
    private static let isRequired = ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"

    /// Whether tests that read the folder run.
    static var isWanted: Bool { isRequired || FileManager.default.fileExists(atPath: folder + "/specs") }

    /// A file below `specs` as JSON.
    static func json(_ path: String) throws -> FakeJSON {
        let data = try Data(contentsOf: URL(filePath: "\(folder)/specs/\(path)"))
        return try #require(FakeJSON(bytes: Array(data)))
    }

    /// The vendor's lexicons.
    static func lexicons() throws -> LexiconCatalog { try catalog.get() }

    private static let catalog = Result { try LexiconCatalog(folder: folder + "/specs/atproto-lexicons") }
}
