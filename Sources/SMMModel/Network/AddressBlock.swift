/// All addresses that begin with the same bits, such as `10.0.0.0/8`; one address is a block of itself.
package struct AddressBlock: Hashable, Sendable {
    private let first: NetworkAddress
    private let length: Int

    /// Reads `ADDRESS` or `ADDRESS/LENGTH`.
    ///
    /// nil when the address is none, the length is none of 0 to its width, or bits behind the length are set, by which
    /// one block would be written in many ways and another one be meant.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = NetworkAddress(String(parts[0])) else { return nil }
        let width = if case .four = address { 32 } else { 128 }
        if parts.count == 1 {
            length = width
        } else {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]), length <= width
            else { return nil }
            self.length = length
        }
        first = address
        guard address.prefix(length) == address else { return nil }
    }

    /// Whether `address` is in it. An IPv4 address is in no IPv6 block.
    package func contains(_ address: NetworkAddress) -> Bool { address.prefix(length) == first }
}
