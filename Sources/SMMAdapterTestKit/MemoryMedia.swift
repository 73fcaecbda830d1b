package import SMMAdapterKit
package import SMMModel

/// Media by hash, in memory; a path is given only for those that have one.
package struct MemoryMedia: MediaReader {
    private let contents: [String: [UInt8]]
    private let paths: [String: String]

    /// A store of these bytes by SHA-256, and of these paths.
    package init(_ contents: [String: [UInt8]] = [:], paths: [String: String] = [:]) {
        self.contents = contents
        self.paths = paths
    }

    /// The bytes stored under the hash.
    package func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] {
        guard let bytes = contents[media.sha256] else {
            throw Failure("media-missing", "The picture is not in the store.")
        }
        return bytes
    }

    /// The path noted for the hash.
    package func path(of media: MediaReference) throws(Failure) -> String {
        guard let path = paths[media.sha256] else {
            throw Failure("media-missing", "The picture is not in the store.")
        }
        return path
    }
}
