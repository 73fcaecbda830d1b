import SMMAdapterTestKit
import SMMTestSupport

/// The vendor's OpenAPI document of ``SharedFolder``.
enum MastodonDocument {
    /// The document as a contract, read once.
    static let contract: Result<OpenAPIContract, any Error> = Result {
        try MastodonContract.make(try SharedFolder.bytes("mastodon/mastodon-openapi.schema.json"))
    }
}
