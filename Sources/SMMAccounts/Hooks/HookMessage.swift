/// What a program sent to a hook, as it came.
///
/// The layout is that of Standard Webhooks (version 1.0.0, "Signature scheme"): `webhook-id`, `webhook-timestamp` in seconds
/// since 1970, and `webhook-signature`, a list of `v1,` with the Base64 of HMAC-SHA256 over `id.timestamp.body`.
package struct HookMessage: Sendable, Hashable {
    /// Names the message; the same when it is sent again.
    package var id: String
    /// When it was signed.
    package var timestamp: String
    /// The signatures, of which one must be good.
    package var signature: String
    /// The body, byte for byte.
    package var body: [UInt8]

    /// A message.
    package init(id: String, timestamp: String, signature: String, body: [UInt8]) {
        self.id = id
        self.timestamp = timestamp
        self.signature = signature
        self.body = body
    }
}
