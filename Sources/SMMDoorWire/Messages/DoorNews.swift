/// How a client's invite stands, or what became of it.
package enum DoorNews: String, Sendable, Hashable, CaseIterable {
    /// The account is connected.
    case connected
    /// The client did not agree.
    case denied
    /// It did not work; the invite can be opened again.
    case failed
    /// It connected an account before.
    case used
    /// Its time is over.
    case expired
    /// It was taken back.
    case withdrawn
}
