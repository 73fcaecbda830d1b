/// The numbers that both sides of the control API agree on.
package enum APIVersion {
    /// The version of every top-level shape; a shape only ever grows within it.
    package static let current = 1
    /// The path prefix.
    package static let path = "/v1"
    /// The most items of one page.
    package static let maximumLimit = 200
    /// The items of a page when no limit is given.
    package static let standardLimit = 50
    /// The most posts of one batch.
    package static let maximumBatch = 10_000
    /// The most bytes of a JSON body.
    package static let maximumBody = 1 << 20
    /// The most bytes of a batch's JSON body.
    package static let maximumBatchBody = 16 << 20
    /// The deepest nesting of a JSON body.
    package static let maximumDepth = 64
    /// The longest `Idempotency-Key`, in bytes.
    package static let maximumKey = 255
    /// The media type of bodies.
    package static let json = "application/json"
    /// The media type of refusals (RFC 9457).
    package static let problem = "application/problem+json"
    /// The media type of event streams: one JSON object on each line.
    package static let lines = "application/x-ndjson"
}
