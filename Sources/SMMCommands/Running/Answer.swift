/// An answer of the daemon: the value, and the bytes it came as.
struct Answer<Value: Sendable>: Sendable {
    /// What it says.
    var value: Value
    /// The JSON as sent, with whatever a newer daemon added.
    var body: [UInt8]
}
