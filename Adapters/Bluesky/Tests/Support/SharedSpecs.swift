import SMMAdapterTestKit
import SMMTestSupport
import Testing

/// The documents and fixtures of the networks, in ``SharedFolder``.
enum SharedSpecs {
    /// A file below `specs` as JSON.
    static func json(_ path: String) throws -> FakeJSON { try #require(FakeJSON(bytes: try SharedFolder.bytes(path))) }

    /// The vendor's lexicons.
    static func lexicons() throws -> LexiconCatalog { try catalog.get() }

    private static let catalog = Result { try LexiconCatalog(folder: SharedFolder.specs + "/atproto-lexicons") }
}
