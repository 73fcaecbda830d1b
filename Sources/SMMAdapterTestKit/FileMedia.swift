package import SMMAdapterKit
package import SMMModel

/// Media that stand in files, by hash: whoever asks for the bytes of one is refused, so that a test sees who holds them in
/// memory.
package struct FileMedia: MediaReader {
    private let paths: [String: String]

    /// A store of these paths by SHA-256.
    package init(_ paths: [String: String]) { self.paths = paths }

    /// Nothing.
    package func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] {
        throw Failure("media-too-large", "The medium is not to be held in memory.")
    }

    /// The file.
    package func body(of media: MediaReference) async throws(Failure) -> HTTPBody {
        HTTPBody(FileStretch(path: try path(of: media), count: media.byteCount))
    }

    /// The path noted for the hash.
    package func path(of media: MediaReference) throws(Failure) -> String {
        guard let path = paths[media.sha256] else {
            throw Failure("media-missing", "The medium is not in the store.")
        }
        return path
    }
}
