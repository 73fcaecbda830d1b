import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Finding out what became of a status")
struct ReconcileTests {
    private static let own = "GET /api/v1/accounts/108/statuses"

    private func reconcile(
        _ desk: Desk, _ request: PublishRequest? = nil, kind: OperationKind = .publish, owned: [String] = []
    ) async -> ReconcileResult {
        let sent = request ?? desk.request()
        return await desk.adapter.reconcile(
            ReconcileRequest(
                sent: sent, kind: kind, from: desk.clock.now - .seconds(120), until: desk.clock.now, owned: owned),
            in: desk.context)
    }

    /// A desk whose account had the status 40 before the send.
    private func desk(_ facts: [String: String] = Desk.mastodon) async throws -> Desk {
        let desk = Desk(facts)
        try await desk.steps.record("newest", "40")
        return desk
    }

    private func list(_ statuses: String...) -> String { "[\(statuses.joined(separator: ","))]" }

    @Test("finds it by its source, among others")
    func found() async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("42"), Reply.status("41"), Reply.status("40")))
        desk.server.on("GET /api/v1/statuses/41/source", json: Reply.source("41", "Fresh bread  \\n"))
        desk.server.on("GET /api/v1/statuses/42/source", json: Reply.source("42", "Fresh *bread*"))
        guard case .found(let receipt) = await reconcile(desk) else {
            Issue.record("not found")
            return
        }
        #expect(receipt.remoteID == "41")
        #expect(desk.server.requests(Self.own).first?.query.contains("since_id=40") == true)
    }

    @Test(
        "without a source the words of the HTML decide",
        arguments: [
            ("<p>Fresh bread</p>", "Fresh bread", true), ("<p>Stale bread</p>", "Fresh bread", false),
            (
                #"<p>See <a href=\"x\"><span class=\"invisible\">https://</span><span>a.example/b</span></a> <a>@<span>bob</span></a></p>"#,
                "See https://a.example/b @bob@other.example", true
            ),
            ("<p>One<br>Two</p><p>Three &amp; four</p>", "One\nTwo\n\nThree & four", true),
        ])
    func html(_ content: String, _ text: String, _ isIt: Bool) async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("41", content: content), Reply.status("40")))
        #expect(await reconcile(desk, desk.request(text)).name == (isIt ? "found" : "absent"))
    }

    @Test(
        "another parent, warning or number of media is another status",
        arguments: [
            Reply.status("41", parent: "3"), Reply.status("41", warning: "Food"), Reply.status("41", media: ["m"]),
        ])
    func differs(_ status: String) async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(status, Reply.status("40")))
        guard case .absent(let proof) = await reconcile(desk) else {
            Issue.record("not absent")
            return
        }
        #expect(proof.coversWindow)
        #expect(proof.fetchedAt == desk.clock.now)
    }

    @Test("what belongs to another operation is not taken, and two that fit are for a person")
    func owned() async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("42"), Reply.status("41"), Reply.status("40")))
        #expect(await reconcile(desk).name == "several")
        #expect(await reconcile(desk, owned: ["41"]).name == "found")
        #expect(await reconcile(desk, owned: ["41", "42"]).name == "absent")
    }

    @Test("pages are read back to the status before, whatever any clock says")
    func pages() async throws {
        let desk = try await desk()
        let first = list(Reply.status("90", content: "x", at: "1999-01-01T00:00:00Z"), Reply.status("80", content: "x"))
        let second = list(Reply.status("41", at: "2031-01-01T00:00:00Z"), Reply.status("40"))
        desk.server.on(Self.own, json: first, second)
        #expect(await reconcile(desk).name == "found")
        #expect(desk.server.requests(Self.own).last?.query.contains("max_id=80") == true)
    }

    @Test("a listing that goes on for ever, or in circles, proves nothing")
    func endless() async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("90", content: "x")))
        guard case .absent(let proof) = await reconcile(desk) else {
            Issue.record("not absent")
            return
        }
        #expect(!proof.coversWindow)
        #expect(desk.server.requests(Self.own).count == 2)
    }

    @Test("ids are compared by length first")
    func lengths() async throws {
        let desk = Desk()
        try await desk.steps.record("newest", "99")
        desk.server.on(Self.own, json: list(Reply.status("100"), Reply.status("99")))
        #expect(await reconcile(desk).name == "found")
    }

    @Test("without the note the time decides, by the server's own clock")
    func time() async {
        let desk = Desk()
        // The server is an hour ahead of us.
        let date = [HTTPField("Date", "Mon, 23 Nov 2026 11:00:00 GMT")]
        let body = list(Reply.status("41", at: "2026-11-23T10:59:00Z"), Reply.status("40", at: "2026-11-23T10:30:00Z"))
        desk.server.on(Self.own, .whole(Reply.json(200, body, headers: date)))
        guard case .found(let receipt) = await reconcile(desk) else {
            Issue.record("not found")
            return
        }
        #expect(receipt.remoteID == "41")
    }

    @Test("an empty listing proves nothing where listing was never seen to work")
    func emptyListing() async throws {
        var facts = Desk.other
        facts[MastodonFact.listing] = nil
        facts[AccountFact.identity] = "https://example.social#108"
        for (facts, covers) in [(facts, false), (Desk.mastodon, true)] {
            let desk = Desk(facts)
            try await desk.steps.record("newest", "none")
            desk.server.on(Self.own, json: "[]")
            guard case .absent(let proof) = await reconcile(desk) else {
                Issue.record("not absent")
                continue
            }
            #expect(proof.coversWindow == covers)
        }
    }

    @Test("a direct status that is not listed is in doubt on every server")
    func direct() async throws {
        for facts in [Desk.facts(Desk.other), Desk.mastodon] {
            let desk = try await desk(facts)
            desk.server.on(Self.own, json: list(Reply.status("40")))
            let request = desk.request(options: ["visibility": "direct"])
            guard case .absent(let proof) = await reconcile(desk, request) else {
                Issue.record("not absent")
                continue
            }
            #expect(!proof.coversWindow)
        }
    }

    @Test(
        "an answer that is none is no answer",
        arguments: [
            (FakeAnswer.whole(Reply.html(200)), "askAgain"), (.whole(Reply.json(200, #"{"error":"x"}"#)), "askAgain"),
            (.whole(Reply.json(200, #"[{"id":7.5}]"#)), "askAgain"), (.whole(Reply.json(503, "{}")), "askAgain"),
            (.whole(Reply.json(401, "{}")), "needsReauth"), (.whole(Reply.json(403, "{}")), "cannotTell"),
            (.whole(Reply.html(404)), "cannotTell"), (.whole(Reply.html(401)), "askAgain"), (.closed, "askAgain"),
        ])
    func unanswered(_ answer: FakeAnswer, _ wanted: String) async throws {
        let desk = try await desk()
        desk.server.on(Self.own, answer)
        #expect(await reconcile(desk).name == wanted)
    }

    @Test(
        "a refusal that is one of the token needs a person",
        arguments: [
            (Reply.json(403, "{}"), Reply.json(403, #"{"error":"x"}"#)),
            (Reply.text(400, "Bad"), Reply.text(400, "Bad")),
            (Reply.text(400, "Bad"), Reply.json(401, "{}")),
            (Reply.json(403, "{}"), Reply.json(422, #"{"error":"x"}"#)),
        ])
    func deadToken(_ listing: HTTPResponse, _ verify: HTTPResponse) async throws {
        let desk = try await desk()
        desk.server.on(Self.own, .whole(listing))
        desk.server.on("GET /api/v1/accounts/verify_credentials", .whole(verify))
        desk.server.on("GET /api/v1/instance", json: Reply.instance())
        #expect(await reconcile(desk).name == "needsReauth")
    }

    @Test(
        "what something before the server says to every request with a token needs nobody",
        arguments: [
            (Reply.json(403, "{}"), Reply.instance()), (Reply.html(403), Reply.instance()),
            (Reply.json(403, #"{"message":"Blocked"}"#), Reply.instance()), (Reply.html(400), Reply.instance()),
            (Reply.html(401), Reply.instance()), (Reply.json(403, #"{"error":"Blocked"}"#), "<!doctype html>"),
            (Reply.json(422, #"{"error":"Blocked"}"#), "{}"), (Reply.text(400, "Bad"), "[]"),
        ])
    func echo(_ verify: HTTPResponse, _ instance: String) async throws {
        let desk = try await desk()
        desk.server.on(Self.own, .whole(verify.status == 400 ? verify : Reply.html(403)))
        desk.server.on("GET /api/v1/accounts/verify_credentials", .whole(verify))
        desk.server.on("GET /api/v1/instance", json: instance)
        #expect(await reconcile(desk).name == "cannotTell")
    }

    @Test("a repost is nobody's own words, though a server lists it all the same")
    func reposts() async throws {
        let desk = try await desk(Desk.facts(Desk.other))
        let repost = Reply.status("41", extra: #","reblog":\#(Reply.status("7"))"#)
        desk.server.on(Self.own, json: list(repost, Reply.status("40")))
        #expect(await reconcile(desk).name == "absent")
        desk.server.on(Self.own, json: list(Reply.status("42", extra: #","reblog":null"#), repost, Reply.status("40")))
        guard case .found(let receipt) = await reconcile(desk) else {
            Issue.record("not found")
            return
        }
        #expect(receipt.remoteID == "42")
    }

    @Test("the media that were sent say which status it is, whatever became of the words")
    func sameMedia() async throws {
        for (ids, wanted) in [(["m1"], "found"), (["m2"], "absent")] {
            let desk = try await desk(Desk.facts(Desk.other))
            try await desk.steps.record("media.0", "m1")
            let status = Reply.status("41", content: "<p>Something else</p>", media: ids, parent: "3")
            desk.server.on(Self.own, json: list(status, Reply.status("40")))
            #expect(await reconcile(desk, desk.request(media: [Desk.picture()])).name == wanted)
        }
    }

    @Test("a direct message that is not listed is in doubt on every server, and one that is is found")
    func message() async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("40")))
        guard case .absent(let proof) = await reconcile(desk, kind: .message) else {
            Issue.record("not absent")
            return
        }
        #expect(!proof.coversWindow)
        desk.server.on(Self.own, json: list(Reply.status("41", visibility: "direct"), Reply.status("40")))
        #expect(await reconcile(desk, kind: .message).name == "found")
    }

    @Test("a source that cannot be had now is asked for again")
    func sourceLater() async throws {
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("41"), Reply.status("40")))
        desk.server.on("GET /api/v1/statuses/41/source", .whole(Reply.json(500, "{}")))
        #expect(await reconcile(desk).name == "askAgain")
    }

    @Test("an answer to somebody is found with the name that was put before it")
    func reply() async throws {
        let desk = try await desk()
        desk.server.on(
            Self.own, json: list(Reply.status("41", content: "<p>@bob Thanks!</p>", parent: "5"), Reply.status("40")))
        desk.server.on("GET /api/v1/statuses/41/source", json: Reply.source("41", "@bob@other.example Thanks!"))
        let parent = Receipt(remoteID: "5", values: ["author": "@bob@other.example"])
        #expect(await reconcile(desk, desk.request("Thanks!", parent: parent)).name == "found")
    }

    @Test("a warning above no text is found as the text that Mastodon makes of it")
    func movedWarning() async throws {
        let request = { (desk: Desk) in desk.request("", options: ["content-warning": "CW"]) }
        for status in [Reply.status("41", content: "<p>CW</p>"), Reply.status("41", content: "", warning: "CW")] {
            let desk = try await desk()
            desk.server.on(Self.own, json: list(status, Reply.status("40")))
            #expect(await reconcile(desk, request(desk)).name == "found")
        }
        let desk = try await desk()
        desk.server.on(Self.own, json: list(Reply.status("41", content: "<p>Other</p>"), Reply.status("40")))
        #expect(await reconcile(desk, request(desk)).name == "absent")
    }

    @Test(
        "a mention is the same with and without its domain, whatever stands around it",
        arguments: [
            ("Thanks @ann@example.social, great", "Thanks @ann, great"), ("(@ann@example.social)", "(@ann)"),
            ("By @Ann_@example.social.", "By @ann_."), ("@a@b.example, @c.d@d.example!", "@a, @c.d!"),
            ("mail ann@example.social now", "mail ann@example.social now"),
        ])
    func mentions(_ sent: String, _ shown: String) async throws {
        let desk = try await desk(Desk.facts(Desk.other))
        desk.server.on(Self.own, json: list(Reply.status("41", content: "<p>\(shown)</p>"), Reply.status("40")))
        #expect(await reconcile(desk, desk.request(sent)).name == "found")
    }

    @Test(
        "what a server may have made of the words is not taken for absent, and what it cannot have is",
        arguments: [
            ("I <3 you", "I ", false), ("Use <b>bold</b> type", "Use bold type", false), ("<3", "", false),
            ("See https://a.example/long/way now", "See a.example/lo… now", false),
            ("Fresh bread", "Fresh bread RE: https://a.example/1", false), ("Fresh bread", "Fresh, bread!", false),
            ("Fresh bread", "Stale bread", true), ("Fresh bread", "", true), ("Fresh bread", "🎉", true),
            ("🎉", "Stale bread", true), ("", "Stale bread", true),
        ])
    func doubt(_ sent: String, _ shown: String, _ isProven: Bool) async throws {
        let desk = try await desk(Desk.facts(Desk.other))
        desk.server.on(Self.own, json: list(Reply.status("41", content: "<p>\(shown)</p>"), Reply.status("40")))
        guard case .absent(let proof) = await reconcile(desk, desk.request(sent)) else {
            Issue.record("not absent")
            return
        }
        #expect(proof.coversWindow == isProven)
    }

    @Test("a source without the tags of what was sent is in doubt, and another source is another text")
    func strippedSource() async throws {
        for (sent, source, isProven) in [("I <3 you", "I ", false), ("Fresh bread", "Fresh *bread*", true)] {
            let desk = try await desk()
            desk.server.on(Self.own, json: list(Reply.status("41", content: "<p>\(source)</p>"), Reply.status("40")))
            desk.server.on("GET /api/v1/statuses/41/source", json: Reply.source("41", source))
            guard case .absent(let proof) = await reconcile(desk, desk.request(sent)) else {
                Issue.record("not absent")
                continue
            }
            #expect(proof.coversWindow == isProven)
        }
    }

    @Test("the source is asked for only of statuses whose words may be the same")
    func fewSources() async throws {
        let desk = try await desk()
        desk.server.on(
            Self.own,
            json: list(
                Reply.status("43", content: "<p>Rolls</p>"), Reply.status("42", content: "<p>Cake</p>"),
                Reply.status("41"), Reply.status("40")))
        desk.server.on("GET /api/v1/statuses/41/source", json: Reply.source("41", "Fresh bread"))
        #expect(await reconcile(desk).name == "found")
        #expect(
            desk.server.routes.filter { $0.hasSuffix("/source") } == ["GET /api/v1/statuses/41/source"])
    }
}
