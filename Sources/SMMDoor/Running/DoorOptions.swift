import SMMModel

/// What the door is started with, from its command line.
package struct DoorOptions: Sendable {
    /// Where smmd listens for its door.
    package static let standardDesk = "/run/smmd-desk/desk.sock"

    /// The socket at which smmd answers.
    package var desk: String
    /// The user smmd runs as; the door's own user is believed as well.
    package var daemonUser: String
    /// The address to listen on when no socket is handed over, such as `127.0.0.1:8484`.
    package var listen: String

    /// Options.
    package init(desk: String, daemonUser: String, listen: String) {
        self.desk = desk
        self.daemonUser = daemonUser
        self.listen = listen
    }

    /// Where to listen; nil for what is no address with a port.
    package var target: DoorListenTarget? {
        guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]) else {
            return nil
        }
        var host = listen[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return NetworkAddress(String(host)) == nil ? nil : .address(String(host), port: Int(port))
    }
}
