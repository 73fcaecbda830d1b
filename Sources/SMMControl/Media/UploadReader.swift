import SMMAdapterKit
import SMMModel

/// The one medium of an upload that is not in the store.
struct UploadReader: MediaReader {
    let upload: MediaUpload

    func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] { try await upload.bytes() }

    func path(of media: MediaReference) throws(Failure) -> String {
        throw Failure("media-missing", "The medium is not in the store.")
    }
}
