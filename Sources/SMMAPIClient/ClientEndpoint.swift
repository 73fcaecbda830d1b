/// Where the daemon is.
package enum ClientEndpoint: Sendable, Equatable {
    /// A Unix socket on this machine.
    case socket(path: String)
    /// Another machine, through `ssh`; a nil socket means the default one over there.
    case ssh(SSHTarget, socket: String?)

    /// Where an installed daemon listens.
    package static let defaultSocket = "/run/smmd/smmd.sock"
}
