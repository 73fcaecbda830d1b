/// The door: the process that faces the internet. Off while no address is given.
package struct DoorConfiguration: Hashable, Sendable {
    /// The public address under which the reverse proxy serves it.
    package var url: String?
    /// The socket at which the daemon answers its door.
    package var socket = "/run/smmd-desk/desk.sock"
    /// The user the door runs as; nobody else is answered.
    package var user = "smmd-door"
    /// The addresses of the reverse proxies whose word on where a client is counts.
    package var proxies = ["127.0.0.1", "::1"]
    /// The language of pages where no brand's is known.
    package var language = "en"

    /// What stands in `Host` when somebody comes by the public address; empty without one.
    package var host: String {
        guard let url, let start = url.firstRange(of: "://") else { return "" }
        return String(url[start.upperBound...])
    }

    /// The defaults.
    package init() {}
}
