package import SMMModel

/// Finds the addresses of hosts.
package protocol HostLookup: Sendable {
    /// All addresses of `host`, in the order in which they are to be tried; none when there is no such name or nobody
    /// answers for it. May wait, and is called away from the event loops.
    func addresses(of host: String) -> [NetworkAddress]
}
