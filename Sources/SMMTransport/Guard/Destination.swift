import SMMModel

/// Where the connections of one client go.
struct Destination: Hashable {
    /// The name that is asked, as the URL has it, and the one address its connections are made to; nil when the URL itself
    /// holds the address.
    struct Pin: Hashable {
        let name: String
        let address: NetworkAddress
    }

    let pin: Pin?
    /// Whether the rules of destinations hold.
    let isGuarded: Bool
}
