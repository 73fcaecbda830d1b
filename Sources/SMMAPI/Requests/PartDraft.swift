/// One part of a post to be.
package struct PartDraft: Sendable, Hashable, Codable {
    /// Plain text.
    package var text: String?
    /// The media in order.
    package var media: [MediaDraft]?

    /// A value of its parts.
    package init(text: String? = nil, media: [MediaDraft]? = nil) {
        self.text = text
        self.media = media
    }
}

extension PartDraft: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One part of a post to be.",
        [
            .optional("text", .string, "Plain text."),
            .optional("media", .array(.reference("MediaDraft")), "The media in order."),
        ])
}

extension PartDraft: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        text = try members.string("text")
        media = try members.list("media", MediaDraft.self)
    }
}
