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
    package static let isWanted = isRequired || FileManager.default.fileExists(atPath: specs)
    private static let isRequired = environment["SMM_REQUIRE_SPECS"] == "1"

    /// A folder below ``specs``; nil where it is not there and need not be.
    package static func folder(_ name: String) -> String? {
        let path = specs + "/" + name
        return isRequired || FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The bytes of a file below ``specs``.
    ///
    /// - Throws: when it cannot be read.
    package static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: specs + "/" + path)))
    }
}
