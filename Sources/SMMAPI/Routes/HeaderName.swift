/// The header names that both sides use, in lower case.
package enum HeaderName {
    /// Makes a create safe to repeat.
    package static let idempotencyKey = "idempotency-key"
    /// Says that the answer is the stored one of an earlier request.
    package static let replayed = "idempotency-replayed"
    /// The version of what is answered.
    package static let etag = "etag"
    /// The version that a change expects.
    package static let ifMatch = "if-match"
    /// The request's id, as it stands in the daemon's log.
    package static let requestID = "x-request-id"
}
