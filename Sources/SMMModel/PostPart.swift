/// One part of a post: a text and its media.
package struct PostPart: Sendable, Hashable, Codable {
    /// Plain text; links stand in it as they are.
    package var text: String
    /// The media in order.
    package var media: [MediaReference]

    /// A part.
    package init(text: String, media: [MediaReference] = []) {
        self.text = text
        self.media = media
    }
}
