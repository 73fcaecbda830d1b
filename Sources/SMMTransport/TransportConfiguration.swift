package import SMMModel

/// How the transport reaches the network.
package struct TransportConfiguration: Sendable, Hashable {
    /// Connections kept per host; more are not made, requests wait.
    package var connectionsPerHost = 64
    /// The longest a connection attempt may take, TLS included.
    package var connect: Milliseconds = .seconds(10)
    /// How long a kept connection may have been idle to carry a request that must not be sent twice: a server that
    /// drops idle connections would otherwise turn it into an unknown.
    package var freshness: Milliseconds = .seconds(2)
    /// How long a kept connection may have been idle to carry a request that may.
    package var keepAlive: Milliseconds = .seconds(30)
    /// The most bytes of response header.
    package var maximumHeader = 64 << 10
    /// Whether HTTP/2 is offered over TLS.
    package var offersHTTP2 = true
    /// Hosts that may be reached over plain http, beside loopback.
    package var plainHosts: Set<String> = []
    /// Where requests may go that nobody has vouched for.
    package var destinations = DestinationRules()
    /// How long the addresses of a name are used before it is looked up again.
    package var keepNames: Milliseconds = .seconds(60)
    /// Which certificate authorities are believed.
    package var trustRoots = TrustRoots.system
    /// Sent when a request has no User-Agent of its own.
    package var userAgent = "smmd"
    /// Event loops, each with connections of its own.
    package var loops = 1

    /// The defaults.
    package init() {}

    /// The defaults, and this machine may be asked as well: for harnesses and tests, whose servers are here.
    package static var withThisMachine: TransportConfiguration {
        var configuration = TransportConfiguration()
        configuration.destinations.allowed = ["127.0.0.0/8", "::1"].compactMap { AddressBlock($0) }
        return configuration
    }
}
