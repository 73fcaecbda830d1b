package import NIOCore

/// The limits of the control socket.
package struct ServerSettings: Sendable {
    /// The most connections at a time.
    package var maximumConnections = 128
    /// How many of them are for root alone.
    package var reservedConnections = 16
    /// How many refused connections are given ``lingerTime`` to read why; beyond that they are closed at once.
    package var lingeringConnections = 16
    /// How long a refused client may take to hang up.
    package var lingerTime: TimeAmount = .seconds(1)
    /// The most bytes of a request's line and headers.
    package var maximumHead = 16 << 10
    /// How long a head may take to arrive.
    package var headTime: TimeAmount = .seconds(5)
    /// How long a JSON body may take to arrive.
    package var bodyTime: TimeAmount = .seconds(30)
    /// How long a connection may do nothing.
    package var idleTime: TimeAmount = .seconds(60)
    /// How long after the stop began a request that is still arriving may go on; then it is refused.
    package var stopTime: TimeAmount = .seconds(3)
    /// How long after the stop began any connection may stay, such as that of a client that does not read its answer.
    package var closeTime: TimeAmount = .seconds(10)
    /// The most batches that are taken in at a time: each may hold much memory.
    package var maximumBatches = 4
    /// The values of `Host` that are answered; a name from outside means that a browser was led here.
    package var hosts: Set<String> = ["", "localhost", "smmd"]
    /// The values of `Origin` that are answered; browsers send one, command lines do not.
    package var origins: Set<String> = []

    /// The limits as shipped.
    package init() {}

    /// Takes at most so many connections; of few, root and the refused have no more than a quarter each.
    package mutating func bound(connections: Int) {
        maximumConnections = connections
        reservedConnections = min(reservedConnections, connections / 4)
        lingeringConnections = min(lingeringConnections, connections / 4)
    }
}
