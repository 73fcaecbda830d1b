/// What became of a browser that came back through the door.
package enum InviteReturn: Sendable, Hashable {
    /// What it brought waits for the command of the person who began the connection.
    case handedOver
    /// The client's account is connected.
    case connected(InviteDetail)
    /// The client did not agree.
    case denied(InviteDetail)
    /// It did not work; the invite can be opened again.
    case failed(InviteDetail)
}
