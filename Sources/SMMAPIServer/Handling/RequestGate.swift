import HTTPTypes
import SMMModel

/// Refuses what a browser could be led to send (DNS rebinding, cross-site requests), before anything is looked up.
struct RequestGate: Sendable {
    private let hosts: Set<String>
    private let origins: Set<String>

    init(hosts: Set<String>, origins: Set<String>) {
        self.hosts = hosts
        self.origins = origins
    }

    /// Throws `host-refused` (421) or `origin-refused` (403).
    func check(_ head: HTTPRequest) throws(Problem) {
        let host = (head.authority ?? "").lowercased()
        guard hosts.contains(host) else {
            throw Problem(
                Problem.Code("host-refused"), status: 421, "The daemon does not answer to this Host.",
                given: String(host.prefix(100)), allowed: "localhost", next: "Send the header Host: localhost.")
        }
        guard let origin = head.headerFields[.origin] else { return }
        guard origins.contains(origin) else {
            throw Problem(
                Problem.Code("origin-refused"), status: 403, "The daemon does not take requests from web pages.",
                given: String(origin.prefix(100)))
        }
    }
}
