import SMMAPI
package import SMMAdapterKit
package import SMMModel
import SMMTime

/// Comes to the door from outside, by its public address, and says how far that got.
package struct DoorProbe: Sendable {
    /// A clock of whoever answers that is further off than this is told.
    private static let clockTolerance = Milliseconds.minutes(2)

    private let desk: DoorDesk
    private let transport: any HTTPTransport
    private let clock: any TimeSource

    /// A probe of the door that `desk` answers.
    package init(_ desk: DoorDesk, transport: any HTTPTransport, clock: any TimeSource) {
        self.desk = desk
        self.transport = transport
        self.clock = clock
    }

    /// What was found: one finding for the way, and one for a clock that is off.
    func look() async -> [Finding] {
        let (riddle, answer) = desk.pose()
        let url = "\(desk.setup.url)/.well-known/smmd-door/\(riddle)"
        let request = HTTPRequest(
            method: "GET", url: url, headers: [HTTPField("User-Agent", "smmd")], deadline: .seconds(10),
            maximumResponse: 4096)
        do throws(HTTPTransportError) {
            let response = try await transport.send(request)
            return [finding(response, answer)] + clockFinding(response)
        } catch {
            return [Self.unreachable(error.failure, desk.setup.url)]
        }
    }

    private func finding(_ response: HTTPResponse, _ answer: String) -> Finding {
        let url = desk.setup.url
        switch response.status {
        case 200 where response.body == Array(answer.utf8):
            return Finding(code: "door", level: "ok", message: "The door answers at \(url), and it is this daemon's.")
        case 300..<400:
            return Self.wrong("\(url) sends on to another address.", "Let the reverse proxy serve exactly door.url.")
        case 421:
            return Self.wrong(
                "The reverse proxy at \(url) does not pass on the name it was called by.",
                "nginx: proxy_set_header Host $host; see docs/operations.md, The door")
        case 502, 504:
            return Self.wrong(
                "The reverse proxy at \(url) cannot reach the door.", "systemctl status smmd-door.socket smmd-door")
        case 503:
            return Self.wrong(
                "The door at \(url) is there, but this daemon does not answer it.",
                "journalctl --unit smmd-door --lines 20")
        case 429:
            return Self.wrong(
                "The door at \(url) had too many requests from this machine.",
                "Wait a minute and try again; who asks stands in: journalctl --unit smmd-door --lines 20")
        default:
            return Self.wrong(
                "What answers at \(url) is not this daemon's door (status \(response.status)).",
                "See where the reverse proxy sends it: docs/operations.md, The door")
        }
    }

    private func clockFinding(_ response: HTTPResponse) -> [Finding] {
        let now = clock.now
        guard let text = response.values("Date").first, let theirs = HTTPDate.parse(text, now: now) else { return [] }
        let off = max(theirs - now, now - theirs)
        guard off > Self.clockTolerance else { return [] }
        return [
            Finding(
                code: "door-clock", level: "warning",
                message:
                    "The clock of whoever answers at \(desk.setup.url) is \(off.count / 1000) s off from this one.",
                next: "timedatectl")
        ]
    }

    private static func unreachable(_ failure: Failure, _ url: String) -> Finding {
        let message: String
        let next: String
        switch failure.code {
        case "name-not-found": (message, next) = ("The name of \(url) is not known.", "Give it an address in the DNS.")
        case "tls":
            (message, next) = (
                "\(url) has no certificate that is good for it: \(failure.message)", "Renew it at the reverse proxy."
            )
        case "connection-refused":
            (message, next) = ("Nobody listens at \(url).", "Start the reverse proxy, and let the firewall pass it.")
        case "time-out":
            (message, next) = (
                "\(url) does not answer in time.",
                "From inside a home network the outer address may not be reachable: try it from elsewhere."
            )
        default:
            (message, next) = (
                "\(url) cannot be reached: \(failure.message)",
                "See what another machine finds there: curl -I \(url)/"
            )
        }
        return wrong(message, next)
    }

    private static func wrong(_ message: String, _ next: String) -> Finding {
        Finding(code: "door", level: "error", message: message, next: next)
    }
}
