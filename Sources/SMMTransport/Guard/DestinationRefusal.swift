/// Why a host is not asked.
package enum DestinationRefusal: String, Hashable, Sendable {
    /// Its name leads nowhere.
    case unknownName = "name-not-found"
    /// Its address is our own machine's, our network's, or set aside.
    case notPublic = "not-public"
    /// Its port is none of those that are asked.
    case port = "port-closed"
}
