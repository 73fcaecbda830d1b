package import SMMModel

/// What comes next in connecting an account.
package enum ConnectStep: Sendable, Equatable {
    /// The person opens this address, agrees, and brings the code.
    case visit(url: String, memory: ConnectMemory)
    /// The person brings this.
    case ask(ConnectQuestion, memory: ConnectMemory)
    /// Connected; a read with the new credential succeeded.
    case connected(ConnectedAccount)
    /// It cannot go on like this: what, why, what is allowed, and what to do.
    case refused(Problem)
    /// The server did not answer as it should; it may later.
    case tryAgain(after: Milliseconds?, reason: Failure)
}
