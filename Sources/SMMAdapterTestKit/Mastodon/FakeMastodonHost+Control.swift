import FoundationEssentials
package import SMMAdapterKit
import SMMModel

extension FakeMastodonHost {
    /// The path below which a harness controls the server.
    package static let door = "/fake/"

    /// Answers a harness's own requests; nil for every other. For `FakeNetworkServer.start(control:)`.
    ///
    /// - `GET /fake/report`: ``FakeMastodonReport``
    /// - `POST /fake/plan`: ``FakeMastodonPlan``
    /// - `GET /fake/rules`, `PUT /fake/rules`: ``FakeMastodonRules``
    /// - `POST /fake/accounts?name=`: adds an account; gives its id
    /// - `POST /fake/tokens?name=[&scopes=]`: makes a token by hand; gives it
    /// - `POST /fake/approve?name=`, the page's address as the body: gives `redirect` or `code`
    /// - `POST /fake/revoke?name=`: ends every token of an account
    /// - `POST /fake/act`: ``FakeMastodonAct``; gives the id of what was written
    package func control(_ request: HTTPRequest) -> HTTPResponse? {
        let target = RequestTarget(request)
        guard target.path.hasPrefix(Self.door) else { return nil }
        var query: [String: String] = [:]
        for pair in target.pairs ?? [] { query[pair.name] = pair.value }
        let what = "\(request.method) \(target.path.dropFirst(Self.door.count))"
        do {
            return try answer(what, query, request.body)
        } catch {
            return FakeReply.error(400, "control", "The request cannot be read.")
        }
    }

    private func answer(_ what: String, _ query: [String: String], _ body: [UInt8]) throws -> HTTPResponse {
        switch what {
        case "GET report": return try Self.json(report())
        case "GET rules": return try Self.json(snapshot.rules)
        case "PUT rules":
            let rules = try Self.read(FakeMastodonRules.self, body)
            change { server, _ in server.rules = rules }
        case "POST plan":
            let plan = try Self.read(FakeMastodonPlan.self, body)
            if let account = plan.account, snapshot.localAccount(account) == nil {
                return FakeReply.error(404, "control", "There is no account \(account) whose requests could meet this.")
            }
            self.plan(plan)
        case "POST act": return act(try Self.read(FakeMastodonAct.self, body), domain: query["domain"] ?? "")
        default: return named(what, query, body)
        }
        return FakeReply.json(200, .object([:]))
    }

    /// What is about one account.
    private func named(_ what: String, _ query: [String: String], _ body: [UInt8]) -> HTTPResponse {
        guard let name = query["name"], !name.isEmpty else {
            return FakeReply.error(404, "control", "There is no such control.")
        }
        switch what {
        case "POST accounts": return Self.answer("id", change { $0.addAccount(name, now: $1) })
        case "POST tokens":
            let token = makeToken(for: name, scopes: query["scopes"].map(FakeMastodonScope.split))
            return Self.answer("token", token?.reveal())
        case "POST approve":
            switch approve(String(decoding: body, as: UTF8.self), as: name) {
            case .redirect(let address)?: return Self.answer("redirect", address)
            case .code(let code)?: return Self.answer("code", code.reveal())
            case nil: return Self.answer("redirect", nil)
            }
        case "POST revoke":
            change { server, _ in server.revokeTokens(of: name) }
            return FakeReply.json(200, .object([:]))
        default: return FakeReply.error(404, "control", "There is no such control.")
        }
    }

    private func plan(_ plan: FakeMastodonPlan) {
        change { server, _ in
            if let route = plan.route {
                server.planned[route, default: []] += plan.faults
            } else if let account = plan.account {
                server.script.plan(plan.kind ?? .read, for: account, plan.faults)
            } else {
                server.script.plan(plan.kind ?? .read, plan.faults)
            }
        }
    }

    private func act(_ act: FakeMastodonAct, domain: String) -> HTTPResponse {
        let id = change { server, now -> String? in
            let person = server.addAccount(act.by, domain: act.domain, now: now)
            switch act.deed {
            case .write:
                return server.write(
                    act.text ?? "", by: person, visibility: act.visibility ?? "public", answering: act.status,
                    domain: domain, now: now)
            case .like: server.like(act.status ?? "", by: person, now: now)
            case .reblog: server.reblog(act.status ?? "", by: person, now: now)
            case .follow:
                if let account = server.localAccount(act.account ?? "") {
                    server.follow(account.id, by: person, now: now)
                }
            }
            return nil
        }
        return FakeReply.json(200, .object(["id": .text(id)]))
    }

    private static func answer(_ name: String, _ value: String?) -> HTTPResponse {
        guard let value else { return FakeReply.error(404, "control", "There is no such account or page.") }
        return FakeReply.json(200, .object([name: .string(value)]))
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
