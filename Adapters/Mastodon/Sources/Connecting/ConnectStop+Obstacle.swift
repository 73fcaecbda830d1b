import SMMAdapterKit
import SMMModel

extension ConnectStop {
    /// What an obstacle at a question to a server nobody is connected to means.
    static func of(_ obstacle: Obstacle, _ server: ServerAddress) -> ConnectStop {
        let failure = obstacle.failure
        if let stop = atServer(obstacle, server) { return stop }
        if case .again(let after, _) = obstacle {
            return failure.code == "answer-unreadable" ? notAServer(server) : .later(after: after, failure)
        }
        guard let status = failure.status, (300...399).contains(status) else { return notAServer(server) }
        return .refused(
            Problem(
                Problem.Code("server-redirects"), status: 422,
                "\(server.authority) sends its visitors to another address, and a token is not sent after it.",
                given: server.origin, allowed: "the address where the server itself answers",
                next: "Open \(server.origin) in a browser, see where it leads, and give that address as server."))
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
}
