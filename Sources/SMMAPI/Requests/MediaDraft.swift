/// A stored asset in a part.
package struct MediaDraft: Sendable, Hashable, Codable {
    /// The asset's id.
    package var asset: String
    /// What the picture shows; the asset's own when left out.
    package var alt: String?
    /// Only for a preview or a dry run: what was measured of a medium that is not in the stock.
    package var facts: MediaFacts?

    /// A value of its parts.
    package init(asset: String, alt: String? = nil, facts: MediaFacts? = nil) {
        self.asset = asset
        self.alt = alt
        self.facts = facts
    }
}

extension MediaDraft: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A stored asset in a part.",
        [
            .required("asset", .string, "The asset's id."),
            .optional("alt", .string, "What the picture shows; the asset's own when left out."),
            .optional(
                "facts", .reference("MediaFacts"),
                "Only for a preview or a dry run: what was measured of a medium that is not in the stock."),
        ])
}

extension MediaDraft: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        asset = try members.string("asset").required("asset")
        alt = try members.string("alt")
        facts = try members.object("facts", MediaFacts.self)
    }
}
