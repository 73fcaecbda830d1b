import FoundationEssentials

/// The vendors' documents and fixtures, which lie beside the checkout and not in it.
///
/// The folder is `SMM_SHARED`, or `../shared`. Without it the tests that read it are off; with `SMM_REQUIRE_SPECS=1` they
/// are on and fail.
package enum SharedFolder {
    private static let environment = ProcessInfo.processInfo.environment
    /// Where the documents and fixtures are.
    package static let specs = (environment["SMM_SHARED"] ?? "../shared") + "/specs"
    /// Whether what reads it runs: when it is there, or when it must be.
    package static let isWanted =
        environment["SMM_REQUIRE_SPECS"] == "1" || FileManager.default.fileExists(atPath: specs)

    /// The bytes of a file below ``specs``.
    ///
    /// - Throws: when it cannot be read.
    package static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: specs + "/" + path)))
    }
}
