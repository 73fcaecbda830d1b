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
        if let record = notes[Notes.Name.record] {
            guard notes[Notes.Name.uploads] == "stale" else {
                return FrozenPost(record: record, gate: notes[Notes.Name.gate])
            }
            return try await renewed(record, &notes)
        }
        let media = try await MediaUpload(request: request, seat: seat, caller: caller, context: context)
            .blobs(&notes)
        var record = PostRecord(
            text: request.part.text, language: request.language, createdAt: context.clock.now)
        record.facets = try await Mentions(seat: seat, caller: caller).facets(of: request.part.text)
        record.reply = try await reply()
        record.labels = request.options["labels"].flatMap(SelfLabels.init)
        record.embed = try await embed(media, links: record.facets)
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
    private func renewed(_ record: String, _ notes: inout Notes) async throws(Refusal) -> FrozenPost {
        guard var json = JSONValue(text: record) else {
            throw .never(Failure("record-unreadable", "The frozen record cannot be read."))
        }
        let upload = MediaUpload(request: request, seat: seat, caller: caller, context: context)
        for (old, new) in try await upload.again(&notes) { json = json.replacing(old, with: new) }
        let text = json.text
        if text != record { try await notes.keep(Notes.Name.record, text) }
        try await notes.keep(Notes.Name.uploads, "again")
        return FrozenPost(record: text, gate: notes[Notes.Name.gate])
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

    private func embed(_ media: [JSONValue], links facets: [RecordFacet]) async throws(Refusal) -> JSONValue? {
        let card = card(media, facets)
        var shown = card
        if card == nil, !media.isEmpty {
            let pictures = Array(zip(media, request.part.media)).map { (blob: $0, medium: $1) }
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

    /// A card for the one link of a post that has a title for it and shows nothing else, or its one picture as the
    /// card's thumbnail. The page itself is never fetched.
    private func card(_ media: [JSONValue], _ facets: [RecordFacet]) -> JSONValue? {
        let option = request.options["card"] ?? "auto"
        let links = facets.compactMap { facet in
            if case .link(let uri) = facet.feature { uri } else { nil }
        }
        guard request.index == 0, option != "none", links.count == 1, let title = request.options["card-title"],
            !title.isEmpty
        else { return nil }
        let description = request.options["card-description"] ?? ""
        if option == "media" {
            guard media.count == 1 else { return nil }
            return Embed.card(links[0], title: title, description: description, thumbnail: media[0])
        }
        guard media.isEmpty, request.options["quote"] == nil else { return nil }
        return Embed.card(links[0], title: title, description: description, thumbnail: nil)
    }
}
