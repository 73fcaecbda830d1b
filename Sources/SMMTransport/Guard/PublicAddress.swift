import SMMModel

/// Which addresses are hosts of the public internet, and which are not: our own machine, our own network, its
/// neighbours, and what was set aside.
///
/// After the registries of special-purpose addresses (IANA, RFC 6890 and what updates it), read on 2026-11-28.
enum PublicAddress {
    /// Blocks of which no address is asked.
    private static let closed: [AddressBlock] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        // The unspecified address and our own, with all that once held an IPv4 address behind 96 zero bits.
        "::/96",
        "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32",
        "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ].compactMap(AddressBlock.init)
    /// IPv6 addresses that lead to the IPv4 address they hold (RFC 3056).
    private static let sixToFour = AddressBlock("2002::/16")

    /// Whether a request may go to `address` without anybody's leave.
    static func contains(_ address: NetworkAddress) -> Bool {
        if let inner = embedded(in: address) { return contains(inner) }
        return !closed.contains { $0.contains(address) }
    }

    /// The IPv4 address that `address` in truth leads to.
    static func embedded(in address: NetworkAddress) -> NetworkAddress? {
        guard case .six(let high, _) = address else { return nil }
        let inner = address.unmapped
        if inner != address { return inner }
        if sixToFour?.contains(address) == true { return .four(UInt32(truncatingIfNeeded: high >> 16)) }
        return nil
    }
}
