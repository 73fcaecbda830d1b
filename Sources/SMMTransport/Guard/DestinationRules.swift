package import SMMModel

/// Where requests may go: public hosts at the usual port, and what the operator has named.
///
/// The address of a server comes from a person, a post or another server, and could name our own network: its routers,
/// its databases, a cloud's metadata. So the address itself decides, after the name was resolved, and the connection is
/// made to that address and no other.
package struct DestinationRules: Hashable, Sendable {
    /// What is not public and may be asked nevertheless, at any port.
    package var allowed: [AddressBlock]
    /// The ports that may be asked beside 443.
    package var ports: Set<Int>

    /// Rules.
    package init(allowed: [AddressBlock] = [], ports: Set<Int> = []) {
        self.allowed = allowed
        self.ports = ports
    }

    /// Why the addresses that a name leads to may not be asked at `port`; nil when each of them may.
    ///
    /// One bad address among good ones speaks against all: which one a connection would take is up to who answers for
    /// the name.
    package func refusal(of addresses: [NetworkAddress], port: Int) -> DestinationRefusal? {
        guard !addresses.isEmpty else { return .unknownName }
        for address in addresses where !isAllowed(address) {
            guard PublicAddress.contains(address) else { return .notPublic }
            guard port == 443 || ports.contains(port) else { return .port }
        }
        return nil
    }

    /// Whether a connection that stands to `address` may stay.
    func lets(_ address: NetworkAddress, port: Int) -> Bool { refusal(of: [address], port: port) == nil }

    private func isAllowed(_ address: NetworkAddress) -> Bool {
        let inner = PublicAddress.embedded(in: address) ?? address
        return allowed.contains { $0.contains(inner) || $0.contains(address) }
    }
}
