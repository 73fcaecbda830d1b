import SMMAdapterKit
import SMMModel

/// A store without media.
struct NoMedia: MediaReader {
    func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] {
        throw Failure("media-missing", "The bench has no media.")
    }

    func path(of media: MediaReference) throws(Failure) -> String {
        throw Failure("media-missing", "The bench has no media.")
    }
}
