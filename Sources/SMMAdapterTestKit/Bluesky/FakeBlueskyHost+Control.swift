import FoundationEssentials
package import SMMAdapterKit
import SMMModel

extension FakeBlueskyHost {
    /// The path below which a harness controls the network.
    package static let door = "/fake/"

    /// Answers a harness's own requests; nil for every other. For `FakeNetworkServer.start(control:)`.
    ///
    /// - `GET /fake/report`: ``FakeBlueskyReport``
    /// - `POST /fake/plan`: ``FakeBlueskyPlan``
    /// - `GET /fake/rules`, `PUT /fake/rules`: ``FakeBlueskyRules``
    /// - `PUT /fake/url`, the address as the body: where documents say that the server is
    /// - `POST /fake/accounts`: ``FakeBlueskySeat``; gives `did`
    /// - `POST /fake/act`: ``FakeBlueskyAct``; gives `id`, the address or the id of what was written
    /// - `POST /fake/revoke`, a handle as the body: ends every session of an account
    /// - `POST /fake/forget`, a handle as the body: takes its app passwords back; its sessions live on
    package func control(_ request: HTTPRequest) -> HTTPResponse? {
        let call = XRPCCall(request)
        guard call.path.hasPrefix(Self.door) else { return nil }
        do {
            return try answer("\(call.verb) \(call.path.dropFirst(Self.door.count))", call.body)
        } catch {
            return FakeReply.error(400, "control", "The request cannot be read.")
        }
    }

    private func answer(_ what: String, _ body: [UInt8]) throws -> HTTPResponse {
        switch what {
        case "GET report": return try Self.json(report())
        case "GET rules": return try Self.json(snapshot.rules)
        case "PUT rules":
            let rules = try Self.read(FakeBlueskyRules.self, body)
            change { network, _ in network.rules = rules }
        case "PUT url":
            let url = String(decoding: body, as: UTF8.self)
            change { network, _ in network.url = url }
        case "POST plan":
            let plan = try Self.read(FakeBlueskyPlan.self, body)
            if let account = plan.account, snapshot.accounts[account] == nil {
                return FakeReply.error(404, "control", "There is no account \(account) whose requests could meet this.")
            }
            change { network, _ in network.plan(plan) }
        case "POST accounts":
            let seat = try Self.read(FakeBlueskySeat.self, body)
            return FakeReply.json(200, .object(["did": .text(change { $0.add(seat, now: $1) })]))
        case "POST act":
            let act = try Self.read(FakeBlueskyAct.self, body)
            return FakeReply.json(200, .object(["id": .text(change { $0.perform(act, now: $1) })]))
        case "POST revoke":
            let handle = String(decoding: body, as: UTF8.self)
            change { network, _ in network.revokeSessions(of: handle) }
        case "POST forget":
            let handle = String(decoding: body, as: UTF8.self)
            change { network, _ in network.change(handle) { $0.appPasswords = [] } }
        default: return FakeReply.error(404, "control", "There is no such control.")
        }
        return FakeReply.json(200, .object([:]))
    }

    private static func json(_ value: some Encodable) throws -> HTTPResponse {
        HTTPResponse(
            status: 200, headers: [HTTPField("Content-Type", "application/json")],
            body: Array(try JSONEncoder().encode(value)))
    }

    private static func read<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
