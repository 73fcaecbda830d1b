package import Glibc

/// Where the server listens.
package enum ListenTarget: Sendable, Hashable {
    /// A listening Unix stream socket that was handed over, as by socket activation.
    case descriptor(Int32)
    /// A path to bind. A socket that nobody listens on is removed first; anything else is left alone, and refused.
    case path(String, mode: mode_t)
}
