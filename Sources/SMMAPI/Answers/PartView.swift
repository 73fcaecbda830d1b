/// One part of a post.
package struct PartView: Sendable, Hashable, Codable {
    /// Plain text.
    package var text: String
    /// The media in order.
    package var media: [MediaView]

    /// A value of its parts.
    package init(text: String, media: [MediaView]) {
        self.text = text
        self.media = media
    }
}

extension PartView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One part of a post.",
        [
            .required("text", .string, "Plain text."),
            .required("media", .array(.reference("MediaView")), "The media in order."),
        ])
}

extension PartView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("text", text)
            $0.member("media", media)
        }
    }
}
