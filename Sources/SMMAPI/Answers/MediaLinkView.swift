package import SMMModel

/// A public address of an asset.
package struct MediaLinkView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The asset.
    package var asset: AssetID
    /// The address; whoever has it can fetch the asset, as often as it is good. Left out by a dry run.
    package var url: String?
    /// How often it is good.
    package var uses: Int
    /// Until when.
    package var expiresAt: Moment

    /// A value of its parts.
    package init(asset: AssetID, url: String? = nil, uses: Int, expiresAt: Moment) {
        self.version = APIVersion.current
        self.asset = asset
        self.url = url
        self.uses = uses
        self.expiresAt = expiresAt
    }
}

extension MediaLinkView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A public address of an asset.",
        [
            .required("version", .integer, "The shape's version."),
            .required("asset", .string, "The asset."),
            .optional(
                "url", .string,
                "The address; whoever has it can fetch the asset, as often as it is good. Left out by a dry run."),
            .required("uses", .integer, "How often it is good."),
            .required("expiresAt", .reference("Moment"), "Until when."),
        ])
}
