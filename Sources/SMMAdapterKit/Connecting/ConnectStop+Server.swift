import SMMModel

extension ConnectStop {
    /// What an obstacle at the first question to `server` means where it is about the way there: no such host, no valid
    /// certificate, nothing that answers, no leave to ask. nil when it is about something else.
    ///
    /// `unknown` is what to do when there is no such host.
    package static func atServer(
        _ obstacle: Obstacle, _ server: ServerAddress, unknown: String = "Look for a typing error in the name."
    ) -> ConnectStop? {
        let failure = obstacle.failure
        guard case .again = obstacle else {
            guard let status = failure.status, [401, 403, 451].contains(status) else { return nil }
            return refused(
                "server-blocks", "\(server.authority) does not let this machine ask (status \(status)).", server,
                allowed: "a server that answers programs",
                next: "Ask the server's administrator whether this machine's address or programs are blocked.")
        }
        switch failure.code {
        case "name-not-found":
            return refused(
                "server-unknown", "There is no host \(server.authority).", server, allowed: "the name of a host",
                next: unknown)
        case "tls":
            return refused(
                "server-tls", "\(server.authority) cannot prove that it is itself: its certificate is not valid here.",
                server, allowed: "a server with a valid certificate",
                next: "Try again later, or ask the server's administrator.")
        case "not-public":
            return refused(
                "server-not-public", "\(server.authority) is not on the public internet, so it is not asked.", server,
                allowed: "a server on the public internet",
                next: "If it is yours, name its address under network.allow in smmd.yaml and run smmctl config reload.")
        case "port-closed":
            return refused(
                "server-port", "\(server.authority) is not asked at this port.", server, allowed: "port 443",
                next: "If it is right, name the port under network.ports in smmd.yaml and run smmctl config reload.")
        case "connection-refused", "unreachable", "connect-time-out":
            return refused(
                "server-silent", "Nothing answers at \(server.authority).", server, allowed: "a server that is up",
                next: "Check the address; if it is right, try again when the server is up.")
        default: return nil
        }
    }

    private static func refused(
        _ code: String, _ message: String, _ server: ServerAddress, allowed: String, next: String
    ) -> ConnectStop {
        .refused(
            Problem(
                Problem.Code(code), status: 422, message, given: server.origin, allowed: allowed, next: next))
    }
}
