import SMMAdapterKit
import SMMModel

/// Makes the whole record of a part and freezes it: uploads, mentions, quote and answer first, then the record.
struct Freezer: Sendable {
    let request: PublishRequest
    let seat: Seat
    let caller: Caller
    let context: AdapterContext

    /// The frozen record, made now or before.
    func frozen(_ notes: inout Notes) async throws(Refusal) -> FrozenPost {
        if let post = FrozenPost(notes) {
            guard ["stale", "renewing"].contains(notes[Notes.Name.uploads]) else { return post }
            return try await renewed(post, &notes)
        }
        let upload = MediaUpload(request: request, seat: seat, caller: caller, context: context)
        let media = try await upload.blobs(&notes)
        var record = PostRecord(
            text: request.part.text, language: request.language, createdAt: context.clock.now)
        record.facets = try await Mentions(seat: seat, caller: caller).facets(of: request.part.text, &notes)
        record.reply = try await reply()
        record.labels = request.options["labels"].flatMap(SelfLabels.init)
        record.embed = try await embed(media, upload.sent(notes))
        var gate: String?
        if request.parent == nil, let rules = ReplyGate.needed(request.options["replies"]) {
            let post = seat.uri(Collection.post, request.recordKey)
            gate = rules.record(for: post, createdAt: record.createdAtText).text
        }
        // The gate first: a record without its gate must never be taken for the whole.
        if let gate { try await notes.keep(Notes.Name.gate, gate) }
        let text = record.json.text
        try await notes.keep(Notes.Name.record, text)
        return FrozenPost(record: text, gate: gate)
    }

    /// The record with its media uploaded once more. The same bytes are the same blob, so that almost always nothing
    /// changes; where a server names a blob anew, the refused record was never written and may change.
    ///
    /// The former record and the names in it stay in the notes; the new record counts from the last note on. A stop
    /// between two notes does the rest once more, from the same beginning.
    private func renewed(_ post: FrozenPost, _ notes: inout Notes) async throws(Refusal) -> FrozenPost {
        guard let json = JSONValue(text: post.record) else {
            throw .never(Failure("record-unreadable", "The frozen record cannot be read."))
        }
        let upload = MediaUpload(request: request, seat: seat, caller: caller, context: context)
        if notes[Notes.Name.uploads] == "stale" {
            try await upload.forgetVideo(&notes)
            try await notes.keep(Notes.Name.uploads, "renewing")
        }
        let text = json.replacing(try await upload.again(&notes)).text
        if text != post.record { try await notes.keep(Notes.Name.renewed, text) }
        try await notes.keep(Notes.Name.uploads, "again")
        return FrozenPost(record: text, gate: post.gate)
    }

    private func reply() async throws(Refusal) -> (root: StrongReference, parent: StrongReference)? {
        guard let parent = request.parent else { return nil }
        let references = References(seat: seat, caller: caller)
        let direct = try await references.strong(parent)
        // The root of the thread; else the root of what is answered; else what is answered begins the thread.
        if let root = request.root, root.remoteID != parent.remoteID {
            return (try await references.strong(root), direct)
        }
        return (StrongReference(parent.values["root-uri"], parent.values["root-cid"]) ?? direct, direct)
    }

    private func embed(
        _ media: [JSONValue], _ sent: [MediaReference]
    ) async throws(Refusal) -> JSONValue? {
        var shown: JSONValue?
        if let card = Card(request) {
            shown = Embed.card(
                card.uri, title: card.title, description: card.description,
                thumbnail: card.hasThumbnail ? media.first : nil)
        } else if !media.isEmpty {
            let pictures = Array(zip(media, sent)).map { (blob: $0, medium: $1) }
            if let first = pictures.first, first.medium.type == BlueskyManifest.videoType {
                shown = Embed.video(first.blob, first.medium)
            } else {
                shown = Embed.images(pictures)
            }
        }
        guard request.index == 0, let option = request.options["quote"] else { return shown }
        guard let quoted = QuotedPost(option) else {
            throw .never(Failure("option-refused", "The option “quote” names no post."))
        }
        let post = try await References(seat: seat, caller: caller).strong(quoted)
        return Embed.quote(post, with: shown)
    }
}
