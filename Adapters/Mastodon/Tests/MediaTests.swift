import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Media before the intent")
struct MediaTests {
    private static let upload = "POST /api/v2/media"
    private static let own = "GET /api/v1/accounts/108/statuses"

    private func desk() -> Desk {
        let desk = Desk()
        desk.server.on(Self.own, json: "[\(Reply.status("40"))]")
        return desk
    }

    private func prepare(_ desk: Desk) async -> PrepareResult {
        await desk.adapter.prepare(desk.request(media: [Desk.picture()]), in: desk.context)
    }

    @Test("a picture goes up with its words and focus, and its id is noted")
    func upload() async throws {
        let desk = desk()
        desk.server.on(Self.upload, json: #"{"id":"m1","type":"image","url":"https://x/1"}"#)
        #expect(await prepare(desk) == .prepared)
        #expect(desk.steps.steps == ["media.0": "m1", "newest": "40"])
        let sent = try #require(desk.server.requests(Self.upload).first)
        #expect(sent.header("Content-Type")?.hasPrefix("multipart/form-data; boundary=") == true)
        for part in [#"name="file"; filename="medium.jpeg""#, "Content-Type: image/jpeg", "Bread", "-0.50,0.25"] {
            #expect(sent.text.contains(part))
        }
        #expect(sent.header("Authorization") == "Bearer tok-3n")
    }

    @Test("a picture over the server's bytes or pixels goes up made smaller, under its new type")
    func fitted() async throws {
        for (bytes, width) in [(16_777_217, 1000), (3, 40_000)] as [(Int64, Int)] {
            var desk = desk()
            let pictures = ScriptedPictures(
                .success(FittedPicture(bytes: Array("small".utf8), type: "image/webp", width: 3, height: 2)))
            desk.pictures = pictures
            desk.server.on(Self.upload, json: #"{"id":"m1","type":"image","url":"https://x/1"}"#)
            var picture = Desk.picture()
            picture.byteCount = bytes
            picture.width = width
            picture.height = 1000
            #expect(await desk.adapter.prepare(desk.request(media: [picture]), in: desk.context) == .prepared)
            let sent = try #require(desk.server.requests(Self.upload).first)
            for part in [#"filename="medium.webp""#, "Content-Type: image/webp", "small", "Bread"] {
                #expect(sent.text.contains(part))
            }
            #expect(pictures.wishes.map(\.maximumBytes) == [16_777_216])
            #expect(pictures.wishes.map(\.maximumPixels) == [33_177_600])
            let variant = PostVariant(parts: [PostPart(text: "a", media: [picture])])
            #expect(desk.adapter.validate(variant, account: desk.account, manifest: desk.manifest).isEmpty)
        }
    }

    @Test("a picture that cannot be made smaller is refused; a process that is not there is asked again")
    func notFitted() async {
        for (code, name) in [
            ("picture-animated", "rejected"), ("media-process-missing", "retry"), ("media-process-answer", "retry"),
            ("media-missing", "rejected"), ("media-changed", "rejected"),
        ] {
            var desk = desk()
            desk.pictures = ScriptedPictures(.failure(Failure(code, "No.")))
            var picture = Desk.picture()
            picture.byteCount = 16_777_217
            #expect(await desk.adapter.prepare(desk.request(media: [picture]), in: desk.context).name == name)
            #expect(desk.server.requests(Self.upload).isEmpty)
        }
    }

    @Test("a medium that stands in a file goes up from there, and is not held in memory")
    func fromFile() async throws {
        let desk = desk()
        desk.server.on(Self.upload, json: #"{"id":"m1"}"#)
        let context = AdapterContext(
            clock: desk.clock, transport: desk.server, media: FileMedia([Desk.hash: "/store/film"]), steps: desk.steps,
            manifest: desk.manifest, credential: desk.credential)
        let film = Desk.picture(type: "video/mp4")
        #expect(await desk.adapter.prepare(desk.request(media: [film]), in: context) == .prepared)
        let sent = try #require(desk.server.requests(Self.upload).first?.content)
        #expect(sent.pieces.count == 3)
        #expect(sent.pieces[1] == .file(FileStretch(path: "/store/film", count: film.byteCount)))
    }

    @Test("a server in work is asked again later, a bounded number of times")
    func processing() async {
        let desk = desk()
        desk.server.on(Self.upload, .whole(Reply.json(202, #"{"id":"m1","url":null}"#)))
        desk.server.on("GET /api/v1/media/m1", .whole(Reply.json(206, #"{"id":"m1","url":null}"#)))
        var turns = 0
        var result = await prepare(desk)
        while case .retry(let after, _) = result, turns < 100 {
            #expect(after.map { $0 >= .seconds(5) && $0 <= .seconds(120) } == true)
            turns += 1
            result = await prepare(desk)
        }
        #expect(result.name == "rejected")
        #expect(turns == 60)
        #expect(desk.server.requests(Self.upload).count == 1)
    }

    @Test("what is done is published, also after a start of the daemon in between")
    func done() async {
        let desk = desk()
        desk.server.on(Self.upload, .whole(Reply.json(202, #"{"id":"m1","url":null}"#)))
        desk.server.on(
            "GET /api/v1/media/m1", .whole(Reply.json(206, "{}")), .whole(Reply.json(200, #"{"id":"m1"}"#)))
        #expect(await prepare(desk).name == "retry")
        #expect(desk.steps.steps["media.0"] == "pending:1:m1")
        #expect(await prepare(desk) == .prepared)
        #expect(desk.steps.steps["media.0"] == "m1")
    }

    @Test("a file the server refuses fails for good", arguments: [413, 422, 403])
    func refused(_ status: Int) async {
        let desk = desk()
        desk.server.on(Self.upload, .whole(Reply.json(status, #"{"error":"x"}"#)))
        #expect(await prepare(desk).name == "rejected")
        let late = self.desk()
        late.server.on(Self.upload, .whole(Reply.json(202, #"{"id":"m1"}"#)))
        late.server.on("GET /api/v1/media/m1", .whole(Reply.json(422, #"{"error":"x"}"#)))
        #expect(await prepare(late).name == "rejected")
    }

    @Test("a server without the second version gets the first")
    func firstVersion() async {
        let desk = desk()
        desk.server.on("POST /api/v1/media", json: #"{"id":"m1","url":"https://x/1"}"#)
        #expect(await prepare(desk) == .prepared)
        #expect(desk.steps.steps["media.0"] == "m1")
    }

    @Test("an id of an earlier turn stays, though the server does not show it: it may stand in a status")
    func earlier() async throws {
        let desk = desk()
        try await desk.steps.record("media.0", "m0")
        desk.server.on("GET /api/v1/media/m0", .whole(Reply.json(404, "{}")))
        #expect(await prepare(desk) == .prepared)
        #expect(desk.steps.steps["media.0"] == "m0")
        #expect(desk.server.requests(Self.upload).isEmpty)
    }

    @Test("a refused status asks what became of its media, whatever the sentence says", arguments: [400, 404, 422])
    func refusedStatus(_ status: Int) async throws {
        for (answer, wanted, step) in [
            (Reply.json(200, #"{"id":"m1"}"#), "rejected", "m1"), (Reply.json(206, "{}"), "retry", "pending:0:m1"),
            (Reply.json(404, "{}"), "retry", ""), (Reply.json(422, "{}"), "rejected", "m1"),
            (Reply.json(500, "{}"), "retry", "m1"),
        ] {
            let desk = desk()
            try await desk.steps.record("media.0", "m1")
            try await desk.steps.record("newest", "40")
            desk.server.on("POST /api/v1/statuses", .whole(Reply.json(status, #"{"error":"noch nicht fertig"}"#)))
            desk.server.on("GET /api/v1/media/m1", .whole(answer))
            let result = await desk.adapter.publish(desk.request(media: [Desk.picture()]), in: desk.context)
            #expect(result.outcome.name == wanted)
            #expect(desk.steps.steps["media.0"] == step)
        }
    }

    @Test("media that are never there are given up after a few rounds")
    func rounds() async throws {
        let desk = desk()
        try await desk.steps.record("newest", "40")
        desk.server.on("POST /api/v1/statuses", .whole(Reply.json(422, #"{"error":"x"}"#)))
        var names: [String] = []
        for _ in 0..<5 {
            try await desk.steps.record("media.0", "m1")
            names.append(
                await desk.adapter.publish(desk.request(media: [Desk.picture()]), in: desk.context).outcome.name)
        }
        #expect(names == ["retry", "retry", "retry", "rejected", "rejected"])
    }

    @Test("media that stand in a status already are not taken for lost, and what cannot be looked up is in doubt")
    func taken() async throws {
        let other = Reply.status("42", content: "<p>x</p>", media: ["m2"])
        for (listing, wanted, reuploads) in [
            (
                Reply.json(200, "[\(other),\(Reply.status("41", media: ["m1"])),\(Reply.status("40"))]"),
                "duplicateOf", false
            ),
            (Reply.json(200, "[\(other),\(Reply.status("40"))]"), "retry", true),
            (Reply.html(404), "ambiguous", false), (Reply.json(200, "[\(other)]"), "ambiguous", false),
            (Reply.json(500, "{}"), "retry", false), (Reply.json(401, "{}"), "needsReauth", false),
        ] {
            let desk = Desk(Desk.facts(Desk.other))
            try await desk.steps.record("media.0", "m1")
            try await desk.steps.record("newest", "40")
            desk.server.on("POST /api/v1/statuses", .whole(Reply.json(422, #"{"error":"x"}"#)))
            desk.server.on(Self.own, .whole(listing))
            let result = await desk.adapter.publish(desk.request(media: [Desk.picture()]), in: desk.context)
            #expect(result.outcome.name == wanted)
            // Only where they certainly stand nowhere are they uploaded anew.
            #expect(desk.steps.steps["media.0"] == (reuploads ? "" : "m1"))
            if case .duplicateOf(let receipt, _) = result.outcome {
                #expect(receipt?.remoteID == "41")
                #expect(receipt?.values["media-sha256"] == Desk.hash)
            }
        }
    }

    /// Listings after a refusal of media: the facts, the noted status, the listing, the options, and whether they prove
    /// that the media stand nowhere.
    private static let listings: [([String: String], String?, String, [String: String], Bool)] = {
        var unseen = Desk.other
        unseen[MastodonFact.listing] = nil
        let direct = ["visibility": "direct"]
        return [
            (Desk.other, "none", "[]", [:], true), (unseen, "none", "[]", [:], false),
            (Desk.other, nil, "[]", [:], false), (Desk.mastodon, nil, "[]", [:], false),
            (Desk.other, nil, "[\(Reply.status("40", at: "2026-11-23T09:00:00Z"))]", [:], false),
            (Desk.other, "40", "[\(Reply.status("40"))]", direct, false),
            (Desk.mastodon, "40", "[\(Reply.status("40"))]", direct, false),
        ]
    }()

    @Test("media are not uploaded anew because of a listing that proves nothing, and the question ends with a person")
    func unproven() async throws {
        for (facts, note, listing, options, isProven) in Self.listings {
            let desk = Desk(Desk.facts(facts))
            try await desk.steps.record("media.0", "m1")
            if let note { try await desk.steps.record("newest", note) }
            desk.server.on("POST /api/v1/statuses", .whole(Reply.json(422, #"{"error":"x"}"#)))
            desk.server.on(Self.own, json: listing)
            let request = { desk.request(media: [Desk.picture()], options: options) }
            let first = await desk.adapter.publish(request(), in: desk.context).outcome.name
            #expect(first == (isProven ? "retry" : "ambiguous"))
            #expect(desk.steps.steps["media.0"] == (isProven ? "" : "m1"))
            guard !isProven else { continue }
            // What sends the same again while a key is remembered is told the refusal, and asks a person.
            #expect(await desk.adapter.publish(request(), in: desk.context).outcome.name == "rejected")
            // What asks the listing is told that it proves nothing, and asks a person.
            for kind in [OperationKind.publish, .message] {
                let answer = await desk.adapter.reconcile(
                    ReconcileRequest(
                        sent: request(), kind: kind, from: desk.clock.now - .seconds(120), until: desk.clock.now),
                    in: desk.context)
                guard case .absent(let proof) = answer else {
                    Issue.record("\(answer)")
                    continue
                }
                #expect(!proof.coversWindow)
            }
        }
    }

    @Test("media of a message are in the same doubt as those of a direct status, until another key says it is answered")
    func lostInMessage() async throws {
        let desk = Desk(Desk.facts(Desk.mastodon))
        try await desk.steps.record("media.0", "m1")
        try await desk.steps.record("newest", "40")
        desk.server.on("POST /api/v1/statuses", .whole(Reply.json(422, #"{"error":"x"}"#)))
        desk.server.on(Self.own, json: "[\(Reply.status("40"))]")
        let send = { (key: String) async -> String in
            let request = desk.request("Hello @bob@other.example", media: [Desk.picture()], key: key)
            return await desk.adapter.message(request, in: desk.context).outcome.name
        }
        for wanted in ["ambiguous", "rejected"] {
            #expect(await send("key-9") == wanted)
            #expect(desk.steps.steps["media.0"] == "m1")
        }
        // A person has it sent again: the medium goes up anew, and the refusal of that one is an answer again.
        #expect(await send("key-10") == "retry")
        #expect(desk.steps.steps["media.0"] == "")
        try await desk.steps.record("media.0", "m2")
        #expect(await send("key-10") == "rejected")
        #expect(desk.steps.steps["media.0"] == "m2")
    }

    @Test("a token that may not upload is refused the medium alone, and one that may not search the quote")
    func lacking() async {
        let challenge = [HTTPField("WWW-Authenticate", #"Bearer realm="Doorkeeper", error="insufficient_scope""#)]
        let answer = FakeAnswer.whole(Reply.json(403, #"{"error":"Nein"}"#, headers: challenge))
        for (route, request) in [
            (Self.upload, { (desk: Desk) in desk.request(media: [Desk.picture()]) }),
            ("GET /api/v2/search", { (desk: Desk) in desk.request(options: ["quote": "https://other.example/1"]) }),
        ] {
            let desk = desk()
            desk.server.on(route, answer)
            guard case .rejected(let failure) = await desk.adapter.prepare(request(desk), in: desk.context) else {
                Issue.record("not rejected")
                continue
            }
            #expect(failure.code == "scope-missing")
        }
    }

    @Test("without the right to list statuses it goes without the note")
    func newestForbidden() async {
        let challenge = [HTTPField("WWW-Authenticate", #"Bearer error="insufficient_scope""#)]
        let desk = Desk()
        desk.server.on(Self.own, .whole(Reply.json(403, #"{"error":"Nein"}"#, headers: challenge)))
        #expect(await desk.adapter.prepare(desk.request(), in: desk.context) == .prepared)
        #expect(desk.steps.steps.isEmpty)
    }

    @Test("what has not been uploaded is not published")
    func unprepared() async {
        let desk = desk()
        let result = await desk.adapter.publish(desk.request(media: [Desk.picture()]), in: desk.context)
        #expect(result.outcome.name == "retry")
        #expect(desk.server.requests.isEmpty)
    }

    @Test("the newest status is noted once, and a server that will not list it does not stop the post")
    func newest() async {
        let desk = desk()
        _ = await desk.adapter.prepare(desk.request(), in: desk.context)
        desk.server.on(Self.own, json: "[\(Reply.status("50"))]")
        _ = await desk.adapter.prepare(desk.request(), in: desk.context)
        #expect(desk.steps.steps["newest"] == "40")
        for (answer, wanted, step) in [
            (Reply.json(200, "[]"), "prepared", "none"), (Reply.json(403, "{}"), "prepared", nil),
            (Reply.html(404), "prepared", nil), (Reply.html(500), "retry", nil),
            (Reply.json(401, "{}"), "needsReauth", nil),
        ] {
            let other = Desk()
            other.server.on(Self.own, .whole(answer))
            #expect(await other.adapter.prepare(other.request(), in: other.context).name == wanted)
            #expect(other.steps.steps["newest"] == step)
        }
    }

    @Test("the address of a quote is looked up once")
    func quote() async {
        let desk = desk()
        desk.server.on("GET /api/v2/search", json: #"{"statuses":[\#(Reply.status("77"))]}"#)
        desk.server.on("POST /api/v1/statuses", json: Reply.status("78"))
        let options = ["quote": "https://other.example/@bob/1"]
        #expect(await desk.adapter.publish(desk.request(options: options), in: desk.context).outcome.name == "retry")
        _ = await desk.adapter.prepare(desk.request(options: options), in: desk.context)
        _ = await desk.adapter.publish(desk.request(options: options), in: desk.context)
        #expect(desk.server.requests(PublishRoute.post).last?.json?["quoted_status_id"]?.string == "77")
    }

    private enum PublishRoute { static let post = "POST /api/v1/statuses" }
}
