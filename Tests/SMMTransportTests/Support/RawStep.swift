/// One thing a misbehaving server does on a connection, in order.
enum RawStep: Sendable {
    /// Waits for a request head.
    case head
    /// Waits for this many bytes after the head.
    case body(Int)
    /// Writes text as it is.
    case write(String)
    /// Writes this text again and again until the client has had enough.
    case endless(String)
    /// Closes the connection properly.
    case close
    /// Closes it with a reset.
    case reset
    /// Goes on with the first step.
    case again
}
