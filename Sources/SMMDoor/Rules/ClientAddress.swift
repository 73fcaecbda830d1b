package import SMMModel

/// Whose request it is, as far as one may believe it: an IPv4 address, or the /64 of an IPv6 one, which is what one
/// household has. Pure.
package struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    /// How many bits of an IPv6 address tell clients apart.
    private static let household = 64

    /// The address, of an IPv6 one its network; nil for ``local``.
    private let address: NetworkAddress?

    /// Who came by a Unix socket without a word on who they are.
    static let local = ClientAddress(address: nil)

    private init(address: NetworkAddress?) { self.address = address }

    /// The client at an address; one of IPv4 is the same however it is written.
    package init(_ address: NetworkAddress) {
        let address = address.unmapped
        switch address {
        case .four: self.init(address: address)
        case .six: self.init(address: address.prefix(Self.household))
        }
    }

    /// A written address, without brackets, zone or port; nil for anything else.
    package init?(_ text: String) {
        guard let address = NetworkAddress(text) else { return nil }
        self.init(address)
    }

    /// As the log shows it.
    package var description: String {
        switch address {
        case nil: "local"
        case .four?: address?.text ?? ""
        case .six?: (address?.text ?? "") + "/\(Self.household)"
        }
    }

    /// The addresses of proxies, to compare with.
    package static func proxies(_ texts: [String]) -> Set<NetworkAddress> {
        Set(texts.compactMap { NetworkAddress($0)?.unmapped })
    }

    /// Whose request it is.
    ///
    /// The last address of `X-Forwarded-For` that is not itself a trusted proxy's, where the peer is one; what stands
    /// before it, anybody can write. A list that cannot be read is the proxy's own.
    ///
    /// - Parameters:
    ///   - peer: the other end's address; nil where it came by a Unix socket, which is a proxy's by its file mode.
    ///   - forwarded: the values of `X-Forwarded-For`, in order.
    ///   - trusted: the proxies whose word counts, as ``proxies(_:)`` gives them.
    package static func of(peer: String?, forwarded: [String], trusted: Set<NetworkAddress>) -> ClientAddress {
        let own = peer.flatMap { ClientAddress($0) } ?? .local
        if let peer {
            guard let address = NetworkAddress(peer), trusted.contains(address.unmapped) else { return own }
        }
        let hops = forwarded.suffix(8).joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false)
        for hop in hops.suffix(16).reversed() {
            let text = String(
                hop.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            guard let address = NetworkAddress(text) else { return own }
            if !trusted.contains(address.unmapped) { return ClientAddress(address) }
        }
        return own
    }
}
