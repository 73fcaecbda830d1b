/// A message of another program, as it came.
package struct DoorHook: Sendable, Hashable {
    /// The most bytes of a body.
    package static let longestBody = 1 << 20

    /// Whose it says it is, by the address it came to.
    package var name: String
    /// When it says it was sent.
    package var time: String
    /// What tells it from any other.
    package var nonce: String
    /// What vouches for it.
    package var signature: String
    /// The bytes that were signed.
    package var body: [UInt8]

    /// A message.
    package init(name: String, time: String, nonce: String, signature: String, body: [UInt8]) {
        self.name = name
        self.time = time
        self.nonce = nonce
        self.signature = signature
        self.body = body
    }
}
