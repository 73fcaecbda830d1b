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
            let blob = try await upload(medium, at: index, &notes)
            try await notes.keep(name, blob.text)
            blobs.append(blob)
        }
        return blobs
    }

    /// Uploads all media once more: what each is called in the frozen record, and what it is called now.
    ///
    /// The notes of the first uploads stay, since they say what the frozen record names: a stop anywhere in between finds
    /// everything again. A video goes its whole way once more, and has its job in the notes meanwhile.
    func again(_ notes: inout Notes) async throws(Refusal) -> [JSONValue: JSONValue] {
        var changes: [JSONValue: JSONValue] = [:]
        for (index, medium) in request.part.media.enumerated() {
            let blob = try await upload(medium, at: index, &notes)
            if let text = notes[Notes.Name.blob(index)], let old = JSONValue(text: text), old != blob {
                changes[old] = blob
            }
        }
        return changes
    }

    /// Forgets how far a video has come, so that it is sent from the beginning.
    func forgetVideo(_ notes: inout Notes) async throws(Refusal) {
        for name in [Notes.Name.videoJob, Notes.Name.videoUpload, Notes.Name.videoTurns] where notes[name] != nil {
            try await notes.keep(name, "")
        }
    }

    /// The part's media with the size they were sent in.
    func sent(_ notes: Notes) -> [MediaReference] {
        request.part.media.enumerated().map { index, medium in
            PictureShape(notes[Notes.Name.shape(index)])?.of(medium) ?? medium
        }
    }

    private func upload(
        _ medium: MediaReference, at index: Int, _ notes: inout Notes
    ) async throws(Refusal) -> JSONValue {
        guard medium.type == BlueskyManifest.videoType else { return try await picture(medium, at: index, &notes) }
        return try await VideoUpload(seat: seat, caller: caller, context: context).blob(of: medium, &notes)
    }

    private func picture(
        _ medium: MediaReference, at index: Int, _ notes: inout Notes
    ) async throws(Refusal) -> JSONValue {
        let small = Card(request)?.hasThumbnail == true ? BlueskyManifest.maximumSmallPicture : nil
        let upload = BlobUpload(seat: seat, caller: caller, media: context.media, manifest: context.manifest)
        switch context.manifest.fit(of: medium, most: small) {
        case .asItIs: return try await upload.blob(of: medium, most: small)
        case .never: throw .never(upload.tooLarge(medium, small) ?? PictureFit.refusal(of: medium.type))
        case .cleaned(let wish), .made(let wish):
            let (blob, shape) = try await upload.blob(of: medium, madeTo: wish, by: context.pictures)
            // Before the blob's own note: what is noted as sent has its size beside it.
            try await notes.keep(Notes.Name.shape(index), shape.text)
            return blob
        }
    }
}
