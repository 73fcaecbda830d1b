import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Answers that are not as they should be")
struct JSONTests {
    private func text(_ body: String) async -> String? {
        let desk = Desk()
        desk.server.on("GET /api/v1/accounts/verify_credentials", json: body)
        return await desk.adapter.profile(of: desk.account, in: desk.context).value?.name
    }

    private func profile(_ name: String) -> String { #"{"id":"1","username":"a","display_name":\#(name)}"# }

    @Test(
        "strings are read with every escape",
        arguments: [
            (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"), (#""\u00e9\ud83c\udf5e""#, "é🍞"), (#""""#, ""),
            (#""é🍞""#, "é🍞"),
        ])
    func strings(_ json: String, _ text: String) async {
        #expect(await self.text(profile(json)) == text)
    }

    @Test(
        "what is no JSON is no answer",
        arguments: [
            #""\ud83c""#, #""\udf5e\ud83c""#, #""\x""#, #""\u12g4""#, "\"a\u{1}\"", #""a"#, "01", "1.", "-", ".5", "1e",
            "+1",
            "1e999", "nul", "truee", "'a'", "[1,]", "[1", "{,}", #"{"a"}"#, #"{"a":1,}"#, #"{"a":1,"a":2}"#, "[] x", "",
        ])
    func broken(_ json: String) async {
        #expect(await text(profile(json)) == nil)
    }

    @Test(
        "numbers, words and blanks are read",
        arguments: [
            "0", "-0", "-12.50e+3", "1E5", "99999999999999999999", "true", "null", " [ 1 , { } , [ ] ] ",
            "{\"a\" :\t1}\r\n",
        ])
    func good(_ json: String) async {
        #expect(await text(profile(json)) == "")
    }

    @Test("nesting has an end")
    func deep() async {
        for (depth, isRead) in [(60, true), (64, false), (100_000, false)] {
            let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            #expect((await text(profile(json)) != nil) == isRead)
        }
    }

    @Test(
        "broken answers to every other question neither trap nor pass for a success",
        arguments: [
            "mentions", "directMessages", "comments", "metrics", "profile", "read", "check", "connect", "delete",
            "edit",
        ])
    func mutated(_ question: String) async {
        var mutator = FakeMutator(seed: 3)
        let account = Reply.account()
        let status = Reply.status("5", media: ["m1"])
        let notification = #"[{"id":"1","type":"mention","account":\#(account),"status":\#(status)}]"#
        let bodies = [
            "GET /api/v1/notifications": notification,
            "GET /api/v1/conversations": #"[{"id":"1","accounts":[],"last_status":\#(status)}]"#,
            "GET /api/v1/statuses/5/context": #"{"ancestors":[],"descendants":[\#(status)]}"#,
            "GET /api/v1/statuses": "[\(status)]", "GET /api/v1/accounts/verify_credentials": account,
            "GET /api/v1/statuses/5": status, "GET /api/v2/instance": Reply.instance(),
            "GET /.well-known/oauth-authorization-server": #"{"issuer":"x","scopes_supported":["read"]}"#,
            "POST /api/v1/apps": #"{"client_id":"a","client_secret":"b"}"#, "DELETE /api/v1/statuses/5": status,
            "PUT /api/v1/statuses/5": status, "GET /api/v1/statuses/5/source": Reply.source("5", "x"),
        ]
        // Unbroken, to know what comes of it and which answers it takes.
        let desk = Desk()
        for (route, body) in bodies { desk.server.on(route, json: body) }
        let (success, _) = await ask(question, desk)
        let asked = Set(desk.server.routes).intersection(bodies.keys).sorted()
        var outcomes: [String: Int] = [:]
        for turn in 0..<1000 {
            let desk = Desk()
            for (route, body) in bodies {
                let isBroken = route == asked[turn % asked.count]
                let bytes = isBroken ? mutator.mutate(Array(body.utf8)) : Array(body.utf8)
                desk.server.on(route, .whole(HTTPResponse(status: 200, body: bytes)))
            }
            let (outcome, finding) = await ask(question, desk)
            outcomes[outcome, default: 0] += 1
            #expect(finding == nil, "turn \(turn): \(outcome)")
            // What was broken was asked for, so that the outcome is one of a broken answer.
            #expect(desk.server.routes.contains(asked[turn % asked.count]), "turn \(turn)")
        }
        #expect(outcomes.values.reduce(0, +) == 1000)
        // Some are broken where it does not matter, and some where it does.
        #expect((1..<1000).contains(outcomes[success, default: 0]), "\(outcomes)")
    }

    /// Asks; what came of it, and what was wrong with that, if anything.
    private func ask(_ question: String, _ desk: Desk) async -> (outcome: String, fault: String?) {
        let (adapter, account, context) = (desk.adapter, desk.account, desk.context)
        let receipt = Receipt(remoteID: "5", values: ["media": "m1", "media-sha256": Desk.hash])
        let query = MessageQuery(account: account, cursor: Trail.cursor("1"), limit: 5)
        switch question {
        case "mentions": return (await adapter.mentions(query, in: context).name, nil)
        case "directMessages": return (await adapter.directMessages(query, in: context).name, nil)
        case "comments": return (await adapter.comments(on: receipt, query, in: context).name, nil)
        case "metrics":
            return (await adapter.metrics(of: [receipt, receipt], of: account, in: context).name, nil)
        case "profile": return (await adapter.profile(of: account, in: context).name, nil)
        case "read":
            let result = await adapter.read(receipt, of: account, in: context)
            let isOther = (result.value ?? nil).map { $0.receipt.remoteID != "5" } ?? false
            return (result.name, isOther ? "another post was read" : nil)
        case "check": return (await adapter.check(account, in: context).name, nil)
        case "connect":
            let step = await adapter.connect(ConnectRequest(settings: account.settings), in: desk.connecting)
            let token = ConnectRequest(settings: account.settings, answer: .token(Secret("t")))
            return (step.name + " " + (await adapter.connect(token, in: desk.connecting)).name, nil)
        case "delete":
            let request = desk.request()
            let outcome = await adapter.delete(
                DeleteRequest(
                    operation: request.operation, post: request.post, brand: request.brand, account: account,
                    receipt: receipt), in: context
            ).outcome
            let isRight = ["published", "ambiguous"].contains(outcome.name)
            return (outcome.name, isRight ? nil : "a delete came to \(outcome.name)")
        default:
            let content = desk.request("New", media: [Desk.picture()])
            let outcome = await adapter.edit(EditRequest(content: content, receipt: receipt), in: context).outcome
            guard case .published(let edited) = outcome else { return (outcome.name, nil) }
            return ("published", edited.remoteID == "5" ? nil : "another status was edited")
        }
    }
}
