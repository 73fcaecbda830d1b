package import SMMModel

/// Reads stored media by content.
package protocol MediaReader: Sendable {
    /// All bytes of a medium, checked against its hash.
    ///
    /// - Throws: `Failure` with code `media-missing` or `media-changed`.
    func bytes(of media: MediaReference) async throws(Failure) -> [UInt8]

    /// The path of the stored file, for adapters that link or copy it locally.
    ///
    /// - Throws: `Failure` with code `media-missing`.
    func path(of media: MediaReference) throws(Failure) -> String
}
