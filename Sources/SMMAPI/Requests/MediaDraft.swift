/// A stored asset in a part.
package struct MediaDraft: Sendable, Hashable, Codable {
    /// The asset's id.
    package var asset: String
    /// What the picture shows; the asset's own when left out.
    package var alt: String?

    /// A value of its parts.
    package init(asset: String, alt: String? = nil) {
        self.asset = asset
        self.alt = alt
    }
}

extension MediaDraft: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A stored asset in a part.",
        [
            .required("asset", .string, "The asset's id."),
            .optional("alt", .string, "What the picture shows; the asset's own when left out."),
        ])
}
