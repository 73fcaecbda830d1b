import Foundation
import SMMAdapterTestKit
import SMMAtproto

/// The vendor's lexicons and fixtures, which lie outside the repository.
enum SharedLexicons {
    /// The folder of shared material: `SMM_SHARED`, else `shared` beside the checkout.
    static let root =
        ProcessInfo.processInfo.environment["SMM_SHARED"]
        ?? #filePath.split(separator: "/").dropLast(5).reduce("") { $0 + "/" + $1 } + "/shared"

    /// Whether tests on them run: when the folder is there, or when it must be.
    static let areWanted =
        FileManager.default.fileExists(atPath: root + "/specs/atproto-lexicons")
        || ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"

    static func catalog() throws -> LexiconCatalog {
        try LexiconCatalog(folder: root + "/specs/atproto-lexicons")
    }

    static func json(_ path: String) throws -> ATValue {
        try ATValue(json: Array(Data(contentsOf: URL(filePath: root + "/specs/" + path))), lenient: true)
    }
}
