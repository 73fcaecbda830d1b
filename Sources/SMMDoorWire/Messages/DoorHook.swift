/// What a program sent to a hook, as it came.
package struct DoorHook: Sendable, Hashable {
    /// The most bytes of its body: a post's words, many times over.
    package static let longestBody = 64 << 10
    /// The most bytes of each of the fields it is signed by.
    package static let longestField = 1024

    /// Which hook.
    package var hook: String
    /// What the message is called.
    package var message: String
    /// When it was signed.
    package var timestamp: String
    /// Its signatures.
    package var signature: String
    /// Its body, byte for byte.
    package var body: [UInt8]

    /// A message.
    package init(hook: String, message: String, timestamp: String, signature: String, body: [UInt8]) {
        self.hook = hook
        self.message = message
        self.timestamp = timestamp
        self.signature = signature
        self.body = body
    }

    var fields: [[UInt8]] { [hook, message, timestamp, signature].map { Array($0.utf8) } + [body] }
}
