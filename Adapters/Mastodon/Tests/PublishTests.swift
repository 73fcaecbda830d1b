import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Publishing a status")
struct PublishTests {
    private static let post = "POST /api/v1/statuses"
    private static let verify = "GET /api/v1/accounts/verify_credentials"

    private func outcome(_ answer: FakeAnswer, facts: [String: String] = Desk.mastodon) async -> AttemptOutcome {
        let desk = Desk(facts)
        desk.server.on(Self.post, answer)
        desk.server.on(Self.verify, json: Reply.account())
        return await desk.adapter.publish(desk.request(), in: desk.context).outcome
    }

    @Test("sends every parameter explicitly, and the receipt has what an edit needs")
    func whole() async throws {
        let desk = Desk()
        desk.server.on(Self.post, json: Reply.status("5", media: ["m1"]))
        try await desk.steps.record("media.0", "m1")
        let options = ["content-warning": "Food", "visibility": "unlisted"]
        let result = await desk.adapter.publish(
            desk.request(media: [Desk.picture()], options: options, parent: Receipt(remoteID: "4"), index: 1),
            in: desk.context)
        let body = try #require(desk.server.requests.first?.json)
        #expect(body["status"]?.string == "Fresh bread")
        #expect(body["visibility"]?.string == "unlisted")
        #expect(body["sensitive"] == .bool(true))
        #expect(body["spoiler_text"]?.string == "Food")
        #expect(body["language"]?.string == "en")
        #expect(body["media_ids"]?.elements == [.string("m1")])
        #expect(body["in_reply_to_id"]?.string == "4")
        #expect(body["scheduled_at"] == nil)
        guard case .published(let receipt) = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(receipt.remoteID == "5")
        #expect(receipt.url == "https://example.social/@ann/5")
        #expect(receipt.values["media"] == "m1")
        #expect(receipt.values["media-sha256"] == Desk.hash)
    }

    @Test("sends the key only where it is honoured")
    func key() async {
        for (facts, key) in [(Desk.mastodon, "key-9"), (Desk.other, nil)] {
            let desk = Desk(facts)
            desk.server.on(Self.post, json: Reply.status("5"))
            _ = await desk.adapter.publish(desk.request(), in: desk.context)
            #expect(desk.server.requests.first?.header("Idempotency-Key") == key)
        }
    }

    @Test("sends a poll with truth values that are none of text, and only with the first part")
    func poll() async throws {
        let desk = Desk()
        desk.server.on(Self.post, json: Reply.status("5"))
        let options = ["poll": "Yes\n No \n\n", "poll-duration": "2h", "poll-multiple": "true", "quote": "77"]
        _ = await desk.adapter.publish(desk.request(options: options), in: desk.context)
        _ = await desk.adapter.publish(desk.request(options: options, index: 1), in: desk.context)
        let first = try #require(desk.server.requests[0].json)
        #expect(first["poll"]?["options"]?.elements == [.string("Yes"), .string("No")])
        #expect(first["poll"]?["expires_in"]?.integer == 7200)
        #expect(first["poll"]?["multiple"] == .bool(true))
        #expect(first["poll"]?["hide_totals"] == .bool(false))
        #expect(first["quoted_status_id"]?.string == "77")
        let second = try #require(desk.server.requests[1].json)
        #expect(second["poll"] == nil)
        #expect(second["quoted_status_id"] == nil)
    }

    @Test(
        "decides from the status code",
        arguments: [
            (400, "rejected"), (404, "rejected"), (410, "rejected"), (422, "rejected"), (403, "rejected"),
            (401, "needsReauth"), (429, "retry"), (500, "ambiguous"), (502, "ambiguous"), (503, "ambiguous"),
        ])
    func statuses(_ status: Int, _ wanted: String) async {
        for error in ["Record not found", "Datensatz nicht gefunden"] {
            let outcome = await outcome(.whole(Reply.json(status, #"{"error":"\#(error)"}"#)))
            #expect(outcome.name == wanted)
        }
    }

    @Test(
        "a yes that does not say to what leaves it open",
        arguments: [
            "[]", "{}", #"{"id":""}"#, #"{"id":"../x","content":""}"#, #"{"id":"5"}"#, "", "null",
            #"{"id":"5","content":"#,
            #"{"id":"7","scheduled_at":"2026-12-01T00:00:00Z","params":{}}"#,
        ])
    func unreadable(_ body: String) async {
        #expect(await outcome(.whole(Reply.json(200, body))).name == "ambiguous")
    }

    @Test("a page, a lost answer and a cut one leave it open")
    func lost() async {
        #expect(await outcome(.whole(Reply.html(200))).name == "ambiguous")
        #expect(await outcome(.whole(Reply.html(500))).name == "ambiguous")
        #expect(await outcome(.closed).name == "ambiguous")
        #expect(await outcome(.cut(Reply.json(200, Reply.status("5")), after: 20)).name == "ambiguous")
        #expect(await outcome(.failed(.notConnected, code: "connection-refused")).name == "retry")
    }

    @Test("the code of a validation is told, whatever language its sentence is in")
    func code() async {
        let body = #"{"error":"Text zu lang","details":{"text":[{"error":"ERR_TOO_LONG","description":"lang"}]}}"#
        guard case .rejected(let failure) = await outcome(.whole(Reply.json(422, body))) else {
            Issue.record("not rejected")
            return
        }
        #expect(failure.platformCode == "ERR_TOO_LONG")
        #expect(failure.remoteText == "Text zu lang")
    }

    @Test("a scope that is missing needs a person, by the challenge and not by the sentence")
    func scope() async {
        let challenge = [HTTPField("WWW-Authenticate", #"Bearer realm="Doorkeeper", error="insufficient_scope""#)]
        let answer = Reply.json(403, #"{"error":"Nein"}"#, headers: challenge)
        #expect(await outcome(.whole(answer)).name == "needsReauth")
    }

    @Test("a 403 of an account that is disabled needs a person")
    func disabled() async {
        let desk = Desk()
        desk.server.on(Self.post, .whole(Reply.json(403, #"{"error":"x"}"#)))
        desk.server.on(Self.verify, .whole(Reply.json(403, #"{"error":"Your login is currently disabled"}"#)))
        desk.server.on("GET /api/v2/instance", json: Reply.instance())
        let result = await desk.adapter.publish(desk.request(), in: desk.context)
        #expect(result.outcome.name == "needsReauth")
    }

    @Test("a 400 in plain text is a bad token only where the token is refused and strangers are answered")
    func textualRefusal() async {
        for (instance, wanted) in [(Reply.json(200, Reply.instance()), "needsReauth"), (Reply.html(200), "rejected")] {
            let desk = Desk(Desk.other)
            desk.server.on(Self.post, .whole(Reply.text(400, "Bad Request")))
            desk.server.on(Self.verify, .whole(Reply.text(400, "Bad Request")))
            desk.server.on("GET /api/v1/instance", .whole(instance))
            #expect(await desk.adapter.publish(desk.request(), in: desk.context).outcome.name == wanted)
        }
        #expect(await outcome(.whole(Reply.text(400, "Bad Request")), facts: Desk.other).name == "rejected")
    }

    @Test("a refusal whose words broke off is asked for again")
    func cutRefusal() async {
        #expect(await outcome(.cut(Reply.json(422, #"{"error":"x"}"#), after: 3)).name == "retry")
    }

    @Test("a page that says 401 is one of something before the server: it is sent again, and nobody need connect anew")
    func proxy() async {
        #expect(await outcome(.whole(Reply.html(401))).name == "retry")
    }

    @Test("every form of waiting is obeyed")
    func waits() async {
        let forms: [([HTTPField], Milliseconds)] = [
            (
                [
                    HTTPField("X-RateLimit-Limit", "300"), HTTPField("X-RateLimit-Remaining", "0"),
                    HTTPField("X-RateLimit-Reset", "2026-11-23T10:05:00.123456Z"),
                ], .milliseconds(300_123)
            ),
            ([HTTPField("Retry-After", "30")], .seconds(30)),
            (
                [HTTPField("Retry-After", "30"), HTTPField("Retry-After", "Mon, 23 Nov 2026 10:02:00 GMT")],
                .seconds(120)
            ),
            ([], .minutes(15)),
        ]
        for (headers, wanted) in forms {
            guard case .retry(let after, _) = await outcome(.whole(Reply.json(429, "{}", headers: headers))) else {
                Issue.record("no retry")
                continue
            }
            #expect(after == wanted)
        }
    }

    @Test("an answer to somebody names them and is not seen by more people")
    func reply() async throws {
        let desk = Desk()
        desk.server.on(Self.post, json: Reply.status("6"))
        let parent = Receipt(remoteID: "5", values: ["author": "@bob@other.example", "visibility": "private"])
        _ = await desk.adapter.reply(desk.request("Thanks!", parent: parent), in: desk.context)
        _ = await desk.adapter.reply(desk.request("Hi @Bob@other.example", parent: parent), in: desk.context)
        _ = await desk.adapter.message(desk.request("Psst", parent: parent), in: desk.context)
        let bodies = desk.server.requests.compactMap(\.json)
        #expect(
            bodies.map { $0["status"]?.string } == [
                "@bob@other.example Thanks!", "Hi @Bob@other.example", "@bob@other.example Psst",
            ])
        #expect(bodies.map { $0["visibility"]?.string } == ["private", "private", "direct"])
        let nobody = await desk.adapter.message(desk.request("Psst"), in: desk.context)
        #expect(nobody.outcome.name == "rejected")
    }

    @Test("without a token or an address nothing is sent")
    func unusable() async {
        var desk = Desk()
        desk.account.settings["server"] = "http://example.social"
        #expect(await desk.adapter.publish(desk.request(), in: desk.context).outcome.name == "rejected")
        #expect(desk.server.requests.isEmpty)
    }

    @Test(
        "an answer to what nobody knows the visibility of is for followers at most, and a thread goes on as it began",
        arguments: [
            (nil, 0, "public", "private"), (nil, 0, "direct", "direct"), ("limited", 0, "unlisted", "private"),
            ("unlisted", 0, "public", "unlisted"), (nil, 1, "public", "public"), ("local", 1, "public", "private"),
        ] as [(String?, Int, String, String)])
    func visibility(_ parent: String?, _ index: Int, _ wanted: String, _ sent: String) async {
        let desk = Desk()
        desk.server.on(Self.post, json: Reply.status("6"))
        let receipt = Receipt(remoteID: "5", values: parent.map { ["visibility": $0] } ?? [:])
        _ = await desk.adapter.publish(
            desk.request(options: ["visibility": wanted], parent: receipt, index: index), in: desk.context)
        #expect(desk.server.requests.first?.json?["visibility"]?.string == sent)
    }

    @Test("an answer that is too long only with the name before it is refused and not sent")
    func namedTooLong() async {
        let desk = Desk()
        desk.server.on(Self.post, json: Reply.status("6"))
        let parent = Receipt(remoteID: "5", values: ["author": "@bob@other.example", "visibility": "public"])
        // The name counts as `@bob `.
        for (count, wanted) in [(495, "published"), (496, "rejected")] {
            let text = String(repeating: "b", count: count)
            let outcome = await desk.adapter.reply(desk.request(text, parent: parent), in: desk.context).outcome
            #expect(outcome.name == wanted)
            if case .rejected(let failure) = outcome { #expect(failure.code == "text-too-long") }
        }
        #expect(desk.server.requests(Self.post).count == 1)
    }
}
