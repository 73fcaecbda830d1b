import SMMAdapterKit
import SMMModel

/// Uploads the media of a part, each noted before the next. Uploading again is harmless: the same bytes are the same
/// blob.
struct MediaUpload: Sendable {
    let request: PublishRequest
    let seat: Seat
    let caller: Caller
    let context: AdapterContext

    /// The blobs of the part's media, in order.
    func blobs(_ notes: inout Notes) async throws(Refusal) -> [JSONValue] {
        var blobs: [JSONValue] = []
        for (index, medium) in request.part.media.enumerated() {
            let name = Notes.Name.blob(index)
            if let text = notes[name], let blob = JSONValue(text: text) {
                blobs.append(blob)
                continue
            }
            let blob = try await upload(medium, &notes)
            try await notes.keep(name, blob.text)
            blobs.append(blob)
        }
        return blobs
    }

    /// Uploads all pictures once more; what each was called and is called now. A video is made by its own service and
    /// cannot be sent twice.
    func again(_ notes: inout Notes) async throws(Refusal) -> [(old: JSONValue, new: JSONValue)] {
        var changes: [(old: JSONValue, new: JSONValue)] = []
        for (index, medium) in request.part.media.enumerated() where medium.type != BlueskyManifest.videoType {
            let name = Notes.Name.blob(index)
            let blob = try await picture(medium)
            if let text = notes[name], let old = JSONValue(text: text), old != blob {
                changes.append((old, blob))
                try await notes.keep(name, blob.text)
            }
        }
        return changes
    }

    private func upload(_ medium: MediaReference, _ notes: inout Notes) async throws(Refusal) -> JSONValue {
        guard medium.type == BlueskyManifest.videoType else { return try await picture(medium) }
        return try await VideoUpload(seat: seat, caller: caller, context: context).blob(of: medium, &notes)
    }

    private func picture(_ medium: MediaReference) async throws(Refusal) -> JSONValue {
        try await BlobUpload(seat: seat, caller: caller, media: context.media).blob(
            of: medium, limit: context.manifest.limits.media[medium.type]?.maximumBytes)
    }
}
