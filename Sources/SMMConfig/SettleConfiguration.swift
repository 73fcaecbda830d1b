package import SMMModel

/// How long a send whose answer was lost is left alone, by what the platform promises.
package struct SettleConfiguration: Hashable, Sendable {
    /// Class A: the client chooses the record's key.
    package var recordKey = Milliseconds.seconds(60)
    /// Class B: the platform remembers an idempotency key.
    package var idempotencyKey = Milliseconds.seconds(60)
    /// Class C: an object on the server whose state can be asked.
    package var serverObject = Milliseconds.seconds(60)
    /// Class D: own posts can be listed.
    package var listing = Milliseconds.seconds(180)
    /// Class E: nothing can be asked.
    package var none = Milliseconds.seconds(60)

    /// The defaults.
    package init() {}
}
