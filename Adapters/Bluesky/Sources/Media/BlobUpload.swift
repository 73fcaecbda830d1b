import SMMAdapterKit
import SMMModel

/// Uploads one medium to the account's server (`com.atproto.repo.uploadBlob`).
struct BlobUpload: Sendable {
    let seat: Seat
    let caller: Caller
    let media: any MediaReader
    /// With the limits of the account's server.
    let manifest: PlatformManifest

    /// The blob as records name it; refused when the medium is larger than the server takes, or than `most`.
    func blob(of medium: MediaReference, most: Int64? = nil) async throws(Refusal) -> JSONValue {
        if let failure = tooLarge(medium, most) { throw .never(failure) }
        return try await blob(of: try await media.sent(medium), type: medium.type)
    }

    /// Why the server does not take the medium as it is; nil when it is not over its limit, nor over `most`.
    func tooLarge(_ medium: MediaReference, _ most: Int64?) -> Failure? {
        let limit = [manifest.limits.media[medium.type]?.maximumBytes, most].compactMap { $0 }.min()
        guard let limit, medium.byteCount > limit else { return nil }
        return Failure(
            "media-too-large", "A \(medium.type) of \(medium.byteCount) bytes is over the limit of \(limit).")
    }

    /// The blob of a picture that is made to keep `wish`, and its size.
    ///
    /// The same picture is the same blob the next time. Should a newer library write it differently, that is another
    /// blob, as when a server names one anew.
    func blob(
        of medium: MediaReference, madeTo wish: PictureWish, by pictures: any PictureFitter
    ) async throws(Refusal) -> (blob: JSONValue, shape: PictureShape) {
        let picture: FittedPicture
        do throws(Failure) {
            picture = try await pictures.fit(medium, of: media, to: wish)
        } catch {
            throw error.isOfMedium ? .never(error) : .again(error)
        }
        let blob = try await blob(of: HTTPBody(picture.bytes), type: picture.type)
        return (blob, PictureShape(width: picture.width, height: picture.height))
    }

    private func blob(of content: HTTPBody, type: String) async throws(Refusal) -> JSONValue {
        let answer = try await caller.call(
            seat.server.upload("com.atproto.repo.uploadBlob", content: content, type: type))
        guard let blob = answer.json["blob"], Self.isBlob(blob) else { throw caller.unreadable(answer) }
        return blob
    }

    /// Whether `json` has the form of a blob (AT Protocol, "Data Model").
    static func isBlob(_ json: JSONValue) -> Bool {
        json.type == "blob" && json["ref"]?["$link"]?.word != nil && json["mimeType"]?.word != nil
            && json["size"]?.integer != nil
    }
}
