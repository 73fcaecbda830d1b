package import SMMModel

/// A post as its platform shows it. All texts are remote text.
package struct RemotePost: Sendable, Hashable, Codable {
    /// What it is known by.
    package var receipt: Receipt
    /// The text, plain.
    package var text: String
    /// How many media it has.
    package var media: Int
    /// When it was published, by the platform's clock.
    package var at: Instant
    /// How people took it.
    package var metrics: PostMetrics

    /// A post.
    package init(receipt: Receipt, text: String, media: Int, at: Instant, metrics: PostMetrics) {
        self.receipt = receipt
        self.text = text
        self.media = media
        self.at = at
        self.metrics = metrics
    }
}
