import SMMAdapterKit
import SMMModel

extension ConnectStop {
    /// What an obstacle at a question to a server nobody is connected to means.
    static func of(_ obstacle: Obstacle, _ server: ServerAddress) -> ConnectStop {
        let failure = obstacle.failure
        if case .again(let after, _) = obstacle {
            return unreachable(failure, server) ?? .later(after: after, failure)
        }
        switch failure.status {
        case let status? where (300...399).contains(status):
            return .refused(
                Problem(
                    Problem.Code("server-redirects"), status: 422,
                    "\(server.authority) sends its visitors to another address, and a token is not sent after it.",
                    given: server.origin, allowed: "the address where the server itself answers",
                    next: "Open \(server.origin) in a browser, see where it leads, and give that address as server."))
        case 401, 403, 451:
            return .refused(
                Problem(
                    Problem.Code("server-blocks"), status: 422,
                    "\(server.authority) does not let this machine ask (status \(failure.status ?? 0)).",
                    given: server.origin, allowed: "a server that answers programs",
                    next: "Ask the server's administrator whether this machine's address or programs are blocked."))
        default:
            return notAServer(server)
        }
    }

    /// Something answers there, and it is not the API.
    static func notAServer(_ server: ServerAddress) -> ConnectStop {
        .refused(
            Problem(
                Problem.Code("server-is-none"), status: 422,
                "What answers at \(server.authority) is no server with the Mastodon API.", given: server.origin,
                allowed: "the address of a server with the Mastodon API",
                next: "Give the address people see in the browser when they are logged in there."))
    }

    /// Nothing answers; nil when something did.
    private static func unreachable(_ failure: Failure, _ server: ServerAddress) -> ConnectStop? {
        switch failure.code {
        case "name-not-found":
            .refused(
                Problem(
                    Problem.Code("server-unknown"), status: 422, "There is no host \(server.authority).",
                    given: server.origin, allowed: "the name of a host", next: "Look for a typing error in the name."))
        case "tls":
            .refused(
                Problem(
                    Problem.Code("server-tls"), status: 422,
                    "\(server.authority) cannot prove that it is itself: its certificate is not valid here.",
                    given: server.origin, allowed: "a server with a valid certificate",
                    next: "Try again later, or ask the server's administrator."))
        case "connection-refused", "no-route", "host-unreachable", "network-unreachable":
            .refused(
                Problem(
                    Problem.Code("server-silent"), status: 422, "Nothing answers at \(server.authority).",
                    given: server.origin, allowed: "a server that is up",
                    next: "Check the address; if it is right, try again when the server is up."))
        case "answer-unreadable": notAServer(server)
        default: nil
        }
    }
}
