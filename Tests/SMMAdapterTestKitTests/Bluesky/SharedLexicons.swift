import SMMAdapterTestKit
import SMMAtproto
import SMMTestSupport

/// The vendor's lexicons and fixtures of ``SharedFolder``.
enum SharedLexicons {
    static func catalog() throws -> LexiconCatalog {
        try LexiconCatalog(folder: SharedFolder.specs + "/atproto-lexicons")
    }

    static func json(_ path: String) throws -> ATValue { try ATValue(json: SharedFolder.bytes(path), lenient: true) }
}
