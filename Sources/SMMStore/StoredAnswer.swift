/// The answer given to an earlier request with the same idempotency key.
package struct StoredAnswer: Sendable, Hashable {
    /// The HTTP status.
    package var status: Int
    /// The JSON body.
    package var body: String

    /// An answer.
    package init(status: Int, body: String) {
        self.status = status
        self.body = body
    }
}
