import FoundationEssentials
import SMMAdapterKit
package import SMMAdapterTestKit
package import SMMModel

/// Fake networks of several classes, each on a loopback port, with a second door for the harness: it plans faults and
/// counts what was made without asking the daemon.
package struct LabNetwork: Sendable {
    /// How the networks behave.
    package struct Settings: Sendable {
        /// The classes that are served.
        package var kinds: [FakeClass] = FakeClass.allCases
        /// Lost, refused and delayed requests by chance: the storm's seed; nil for fair weather.
        package var storm: UInt64?
        /// How long a new post stays out of listings (class D, and B when it is asked).
        package var listingLag: Milliseconds = .zero
        /// How long after its post an idempotency key is stored (class B).
        package var keyStoreDelay: Milliseconds = .zero
        /// How long each answer takes to leave.
        package var answerDelay: Milliseconds = .zero

        /// All classes in fair weather.
        package init() {}
    }

    /// One network and its address.
    package struct Entry: Sendable {
        /// Its class.
        package let kind: FakeClass
        /// Where accounts' `url` points.
        package let url: String
        fileprivate let host: FakeNetworkHost
        fileprivate let server: FakeNetworkServer
    }

    /// The networks, in the order of their classes.
    package let entries: [Entry]

    /// Starts the networks.
    ///
    /// - Throws: when a port cannot be had.
    package static func start(_ settings: Settings, clock: any TimeSource) async throws -> LabNetwork {
        var entries: [Entry] = []
        for kind in settings.kinds {
            var rules = FakeRules(kind)
            rules.listingLag = settings.listingLag
            rules.keyStoreDelay = settings.keyStoreDelay
            let script = settings.storm.map { FakeScript.stormy(seed: $0, retryAfter: 0) } ?? FakeScript()
            var network = FakeNetwork(rules, script: script)
            network.keepsLog = false
            let host = FakeNetworkHost(network, clock: clock)
            let server = try await FakeNetworkServer.start(
                host, answerDelay: settings.answerDelay, control: { Self.control($0, host) })
            entries.append(Entry(kind: kind, url: server.url, host: host, server: server))
        }
        return LabNetwork(entries: entries)
    }

    /// Everything that was ever made, as JSON.
    ///
    /// - Throws: `EncodingError`, which no post can cause.
    package func report() throws -> [UInt8] {
        try Self.json(LabNetworkReport(posts: entries.flatMap { Self.posts($0.host) }))
    }

    /// Takes no more connections.
    package func stop() async throws {
        for entry in entries { try await entry.server.stop() }
    }

    /// The path below which the harness's own door is.
    static let door = "/lab/"

    private static func control(_ request: HTTPRequest, _ host: FakeNetworkHost) -> HTTPResponse? {
        guard request.url.hasPrefix(door) else { return nil }
        do {
            switch (request.method, request.url.dropFirst(door.count)) {
            case ("GET", "report"): return answer(200, try json(LabNetworkReport(posts: posts(host))))
            case ("POST", "plan"):
                let plan = try JSONDecoder().decode(LabPlan.self, from: Data(request.body))
                host.change { $0.script.plan(plan.kind, for: plan.account, plan.faults) }
                return answer(200, [])
            default: return answer(404, [])
            }
        } catch {
            return answer(400, Array("\(error)".utf8))
        }
    }

    private static func posts(_ host: FakeNetworkHost) -> [LabNetworkReport.Made] {
        let network = host.snapshot
        return network.posts.map { LabNetworkReport.Made(kind: network.rules.kind, post: $0) }
    }

    private static func answer(_ status: Int, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: status, headers: [HTTPField("Content-Type", "application/json")], body: body)
    }

    private static func json(_ report: LabNetworkReport) throws -> [UInt8] {
        Array(try JSONEncoder().encode(report))
    }
}
