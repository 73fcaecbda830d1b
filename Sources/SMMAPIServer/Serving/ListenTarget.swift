package import Glibc

/// Where the server listens.
package enum ListenTarget: Sendable, Hashable {
    /// A listening Unix stream socket that was handed over, as by socket activation.
    case descriptor(Int32)
    /// A path to bind. Whatever stands there is removed first, so the caller holds the daemon's lock.
    case path(String, mode: mode_t)
}
