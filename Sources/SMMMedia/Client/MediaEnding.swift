/// How one exchange with the process that parses media ended.
enum MediaEnding: Sendable, Hashable {
    /// An answer's two pieces.
    case answered(head: [UInt8], body: [UInt8])
    /// The program could not be started, or the socket not be reached; the error's number.
    case notStarted(Int32)
    /// The child ended before it had answered; the status of `waitpid`.
    case ended(status: Int32)
    /// The other side of the socket was gone before it had answered; nobody says why.
    case closed
    /// The same, of a picture that is known to be well, which the process therefore cannot read for reasons of its own.
    case unwell
    /// The same, of one that was read whole before: it may have taken more memory than there is.
    case taken
    /// It took too long.
    case late
    /// It sent more than an answer can be.
    case flooded
    /// Nobody waits for it any more.
    case cancelled
}
