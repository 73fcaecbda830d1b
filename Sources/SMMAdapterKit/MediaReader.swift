package import SMMModel

/// Reads stored media by content.
package protocol MediaReader: Sendable {
    /// All bytes of a medium, checked against its hash.
    ///
    /// - Throws: `Failure` with code `media-missing` or `media-changed`.
    func bytes(of media: MediaReference) async throws(Failure) -> [UInt8]

    /// A medium as the body of a request, checked against its hash. A large one is not held in memory: its file is read
    /// as it is sent.
    ///
    /// - Throws: as ``bytes(of:)``.
    func body(of media: MediaReference) async throws(Failure) -> HTTPBody

    /// The path of the stored file, for adapters that link or copy it locally.
    ///
    /// - Throws: `Failure` with code `media-missing`.
    func path(of media: MediaReference) throws(Failure) -> String
}

extension MediaReader {
    /// All of it in memory.
    package func body(of media: MediaReference) async throws(Failure) -> HTTPBody {
        HTTPBody(try await bytes(of: media))
    }
}
