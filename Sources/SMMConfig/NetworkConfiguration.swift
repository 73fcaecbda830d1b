package import SMMModel

/// Where smmd may connect to beyond the public internet.
package struct NetworkConfiguration: Hashable, Sendable {
    /// Addresses, and blocks of them, that are not public and may be asked nevertheless.
    package var allow: [String] = []
    /// Ports that may be asked beside 443.
    package var ports: [String] = []

    /// The blocks in `allow`.
    package var blocks: [AddressBlock] { allow.compactMap { AddressBlock($0) } }
    /// The numbers in `ports`.
    package var portNumbers: Set<Int> { Set(ports.compactMap { Int($0) }) }

    /// The defaults.
    package init() {}
}
