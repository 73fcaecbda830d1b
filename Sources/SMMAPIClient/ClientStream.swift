/// What came of asking for a stream.
package enum ClientStream: Sendable {
    /// The lines, as they come.
    case lines(ClientLines)
    /// The daemon refused; the answer says why.
    case refused(ClientResponse)
}
