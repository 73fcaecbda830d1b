import SMMTestSupport

/// The vendor's document of ``SharedFolder``.
enum MastodonSpecs {
    /// The document's bytes.
    static func document() throws -> [UInt8] { try SharedFolder.bytes("mastodon/mastodon-openapi.schema.json") }

    /// The fixtures of lengths.
    static func lengths() throws -> [UInt8] { try SharedFolder.bytes("derived/mastodon-length.json") }
}
