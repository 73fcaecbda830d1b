import SMMAdapterKit
import SMMModel

/// Uploads one medium to the account's server (`com.atproto.repo.uploadBlob`).
struct BlobUpload: Sendable {
    let seat: Seat
    let caller: Caller
    let media: any MediaReader

    /// The blob as records name it; refused when the medium is larger than `limit` or than the server takes.
    func blob(of medium: MediaReference, limit: Int64?) async throws(Refusal) -> JSONValue {
        let most = [limit, seat.blobLimit].compactMap { $0 }.min()
        if let most, medium.byteCount > most {
            throw .never(
                Failure(
                    "media-too-large", "A \(medium.type) of \(medium.byteCount) bytes is over the limit of \(most)."))
        }
        let content: HTTPBody
        do throws(Failure) {
            content = try await media.body(of: medium)
        } catch {
            throw .never(error)
        }
        let answer = try await caller.call(
            seat.server.upload("com.atproto.repo.uploadBlob", content: content, type: medium.type))
        guard let blob = answer.json["blob"], Self.isBlob(blob) else { throw caller.unreadable(answer) }
        return blob
    }

    /// Whether `json` has the form of a blob (AT Protocol, "Data Model").
    static func isBlob(_ json: JSONValue) -> Bool {
        json.type == "blob" && json["ref"]?["$link"]?.word != nil && json["mimeType"]?.word != nil
            && json["size"]?.integer != nil
    }
}
