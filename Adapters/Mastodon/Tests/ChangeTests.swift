import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Editing and deleting a status")
struct ChangeTests {
    private static let get = "GET /api/v1/statuses/41"
    private static let put = "PUT /api/v1/statuses/41"
    private static let source = "GET /api/v1/statuses/41/source"
    private static let remove = "DELETE /api/v1/statuses/41"
    private static let receipt = Receipt(remoteID: "41", values: ["media": "m1", "media-sha256": Desk.hash])

    private func edit(_ desk: Desk, _ text: String, alt: String? = "Bread") async -> AttemptOutcome {
        let content = desk.request(text, media: [Desk.picture(alt: alt)])
        return await desk.adapter.edit(EditRequest(content: content, receipt: Self.receipt), in: desk.context).outcome
    }

    private func delete(_ desk: Desk) async -> AttemptOutcome {
        let request = desk.request()
        return await desk.adapter.delete(
            DeleteRequest(
                operation: request.operation, post: request.post, brand: request.brand, account: desk.account,
                receipt: Receipt(remoteID: "41")), in: desk.context
        ).outcome
    }

    @Test("an edit names the attachments that stay, and writes their new words and focus")
    func keeps() async throws {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", media: ["m1"]))
        desk.server.on(Self.put, json: Reply.status("41", media: ["m1"]))
        #expect(await edit(desk, "Fresher bread", alt: "A loaf").name == "published")
        let body = try #require(desk.server.requests(Self.put).first?.json)
        #expect(body["media_ids"]?.elements == [.string("m1")])
        #expect(body["status"]?.string == "Fresher bread")
        #expect(body["spoiler_text"]?.string == "")
        let attributes = try #require(body["media_attributes"]?.elements?.first)
        #expect(attributes["id"]?.string == "m1")
        #expect(attributes["description"]?.string == "A loaf")
        #expect(attributes["focus"]?.string == "-0.50,0.25")
        #expect(desk.server.requests("POST /api/v2/media").isEmpty)
        #expect(desk.server.requests(Self.put).first?.isIdempotent == true)
    }

    @Test("a status that is like that already is left alone")
    func same() async {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", media: ["m1"]))
        desk.server.on(Self.source, json: Reply.source("41", "Fresh bread"))
        #expect(await edit(desk, "Fresh bread").name == "published")
        #expect(desk.server.requests(Self.put).isEmpty)
    }

    @Test("a new picture is uploaded, and one that stands already is not uploaded again")
    func uploads() async throws {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", media: ["m9"]))
        desk.server.on("POST /api/v2/media", json: #"{"id":"m2"}"#)
        desk.server.on(Self.put, json: Reply.status("41", media: ["m2"]))
        #expect(await edit(desk, "Fresh bread").name == "published")
        #expect(desk.server.requests(Self.put).first?.json?["media_ids"]?.elements == [.string("m2")])
        desk.server.on(Self.get, json: Reply.status("41", media: ["m2"]))
        desk.server.on(Self.source, json: Reply.source("41", "Fresh bread"))
        #expect(await edit(desk, "Fresh bread").name == "published")
        #expect(desk.server.requests("POST /api/v2/media").count == 1)
        #expect(desk.server.requests(Self.put).count == 1)
    }

    @Test(
        "what is gone cannot be edited, and what cannot be read now is edited later",
        arguments: [
            (Reply.json(404, #"{"error":"x"}"#), "rejected"), (Reply.html(404), "retry"), (Reply.html(500), "retry"),
            (Reply.json(401, "{}"), "needsReauth"), (Reply.html(401), "retry"), (Reply.html(200), "retry"),
        ])
    func gone(_ answer: HTTPResponse, _ wanted: String) async {
        let desk = Desk()
        desk.server.on(Self.get, .whole(answer))
        if wanted == "rejected" {
            desk.server.on("GET /api/v1/accounts/verify_credentials", json: Reply.account())
        }
        #expect(await edit(desk, "New").name == wanted)
        #expect(desk.server.requests(Self.put).isEmpty)
    }

    @Test("a page that says 404 is believed only of a server that answers for the account")
    func goneByPage() async {
        let desk = Desk()
        desk.server.on(Self.get, .whole(Reply.html(404)))
        desk.server.on("GET /api/v1/accounts/verify_credentials", json: Reply.account())
        #expect(await edit(desk, "New").name == "rejected")
    }

    @Test("a lost answer to an edit is open")
    func lostEdit() async {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", media: ["m1"]))
        for answer in [FakeAnswer.closed, .whole(Reply.html(200)), .whole(Reply.json(200, Reply.status("99")))] {
            desk.server.on(Self.put, answer)
            #expect(await edit(desk, "New").name == "ambiguous")
        }
    }

    @Test("a page that says 401 to an edit or a delete is one of something before the server")
    func proxy() async {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", media: ["m1"]))
        for route in [Self.put, Self.remove] { desk.server.on(route, .whole(Reply.html(401))) }
        #expect(await edit(desk, "New").name == "retry")
        #expect(await delete(desk).name == "retry")
    }

    @Test("a delete is done when the server names what it deleted")
    func deleted() async {
        let desk = Desk()
        desk.server.on(Self.remove, json: Reply.status("41"))
        #expect(await delete(desk).name == "published")
        desk.server.on(Self.remove, json: "{}")
        #expect(await delete(desk).name == "ambiguous")
    }

    @Test("a 404 of any form is a success only when the server answers for the account")
    func alreadyGone() async {
        let account = Reply.json(200, Reply.account())
        let json = Reply.json(404, #"{"error":"Nicht gefunden"}"#)
        for (first, status, verify, wanted) in [
            (json, json, account, "published"), (json, json, json, "retry"), (json, json, Reply.html(503), "retry"),
            (Reply.html(404), Reply.html(404), account, "published"),
            (Reply.html(404), Reply.html(404), Reply.html(404), "retry"),
            (Reply.html(404), Reply.html(404), Reply.html(200), "retry"),
            (Reply.html(404), Reply.json(200, Reply.status("41")), account, "rejected"),
            (json, Reply.json(200, Reply.status("41")), account, "rejected"),
            (Reply.html(404), Reply.html(503), account, "retry"), (Reply.json(410, "{}"), json, account, "published"),
        ] {
            let desk = Desk()
            desk.server.on(Self.remove, .whole(first))
            desk.server.on(Self.get, .whole(status))
            desk.server.on("GET /api/v1/accounts/verify_credentials", .whole(verify))
            #expect(await delete(desk).name == wanted)
        }
    }

    @Test("a receipt that could lead elsewhere is not followed", arguments: ["..", "", "1/../2", "a?b"])
    func hostileReceipt(_ id: String) async {
        let desk = Desk()
        let result = await desk.adapter.edit(
            EditRequest(content: desk.request(), receipt: Receipt(remoteID: id)), in: desk.context)
        #expect(result.outcome.name == "rejected")
        #expect(await desk.adapter.read(Receipt(remoteID: id), of: desk.account, in: desk.context).name == "cannotTell")
        #expect(desk.server.requests.isEmpty)
    }

    private func poll(_ choices: [String] = ["Yes", "No"], until: String, isOver: Bool = false) -> String {
        let options = choices.map { #"{"title":"\#($0)","votes_count":3}"# }.joined(separator: ",")
        return
            #","poll":{"id":"p1","expires_at":"\#(until)","expired":\#(isOver),"multiple":false,"options":[\#(options)]}"#
    }

    private func editPoll(_ desk: Desk, _ text: String, _ choices: String? = "Yes\nNo") async -> AttemptOutcome {
        let options = choices.map { ["poll": $0, "poll-duration": "3d"] } ?? [:]
        return await desk.adapter.edit(
            EditRequest(content: desk.request(text, options: options), receipt: Receipt(remoteID: "41")),
            in: desk.context
        ).outcome
    }

    @Test(
        "an edit of the words sends the poll with the time that is left, and another poll begins anew",
        arguments: [
            ("Yes\nNo", "2026-11-23T12:00:00.500Z", 7201), ("Yes\nNo", "2026-11-23T10:01:00.000Z", 300),
            ("Yes\nNo\nPerhaps", "2026-11-23T12:00:00.000Z", 259_200),
        ] as [(String, String, Int64)])
    func pollStays(_ choices: String, _ until: String, _ seconds: Int64) async throws {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", extra: poll(until: until)))
        desk.server.on(Self.put, json: Reply.status("41"))
        #expect(await editPoll(desk, "Bread?", choices).name == "published")
        let sent = try #require(desk.server.requests(Self.put).first?.json?["poll"])
        #expect(sent["expires_in"]?.integer == seconds)
        #expect(sent["options"]?.elements?.compactMap(\.string) == choices.split(separator: "\n").map(String.init))
    }

    @Test("a poll that is over is not opened again by an edit of the words, and one that stands is left alone")
    func pollOver() async {
        let desk = Desk()
        for (until, isOver) in [("2026-11-23T09:00:00.000Z", true), ("2026-11-23T09:59:59.000Z", false)] {
            desk.server.on(Self.get, json: Reply.status("41", extra: poll(until: until, isOver: isOver)))
            guard case .rejected(let failure) = await editPoll(desk, "Bread?") else {
                Issue.record("not rejected")
                continue
            }
            #expect(failure.code == "poll-over")
        }
        desk.server.on(Self.source, json: Reply.source("41", "Fresh bread"))
        #expect(await editPoll(desk, "Fresh bread").name == "published")
        #expect(desk.server.requests(Self.put).isEmpty)
    }

    @Test("a poll that is wanted no more is taken away")
    func pollGoes() async {
        let desk = Desk()
        desk.server.on(Self.get, json: Reply.status("41", extra: poll(until: "2026-11-24T10:00:00.000Z")))
        desk.server.on(Self.source, json: Reply.source("41", "Fresh bread"))
        desk.server.on(Self.put, json: Reply.status("41"))
        #expect(await editPoll(desk, "Fresh bread", nil).name == "published")
        #expect(desk.server.requests(Self.put).count == 1)
        #expect(desk.server.requests(Self.put).first?.json?["poll"] == nil)
    }

    @Test("an edit keeps the poll and its end", arguments: ["mastodon", "gotosocial", "takahe", "pleroma"])
    func pollInTown(_ profile: String) async throws {
        let town = try await Town(profile)
        let options = ["poll": "Yes\nNo", "poll-duration": "2h"]
        let receipt = try await town.publish("Bread", options: options)
        let before = try #require(town.host.snapshot.statuses.last?.poll)
        // Tokens of some end after ten minutes.
        town.clock.advance(by: .minutes(5))
        let content = town.request("Rolls?", options: options, id: 10)
        let result = await town.adapter.edit(EditRequest(content: content, receipt: receipt), in: town.context())
        #expect(result.outcome.name == "published")
        let status = try #require(town.host.snapshot.statuses.last)
        #expect(status.text == "Rolls?")
        #expect(status.poll == before)
    }

    @Test("a change of focus alone is written, and none where the server shows it")
    func focus() async {
        for (focus, writes) in [(#"{"x":0.4,"y":0.25}"#, 1), ("null", 1), (#"{"x":-0.5,"y":0.25}"#, 0)] {
            let desk = Desk()
            desk.server.on(Self.get, json: Reply.status("41", media: ["m1"], focus: focus))
            desk.server.on(Self.source, json: Reply.source("41", "Fresh bread"))
            desk.server.on(Self.put, json: Reply.status("41", media: ["m1"]))
            #expect(await edit(desk, "Fresh bread").name == "published")
            #expect(desk.server.requests(Self.put).count == writes)
        }
    }

    @Test("a warning above no text that stands as text is left alone")
    func movedWarning() async {
        let desk = Desk()
        desk.server.on(
            Self.get,
            json: Reply.status("41", content: "<p>CW</p>").replacing("\"sensitive\":false", with: "\"sensitive\":true"))
        desk.server.on(Self.source, json: Reply.source("41", "CW"))
        let content = desk.request("", options: ["content-warning": "CW"])
        let result = await desk.adapter.edit(
            EditRequest(content: content, receipt: Receipt(remoteID: "41")), in: desk.context)
        #expect(result.outcome.name == "published")
        #expect(desk.server.requests(Self.put).isEmpty)
    }

    @Test("a page that says 404 to a dead token needs a person, for reading, editing and deleting")
    func deadToken() async {
        let desk = Desk()
        for route in [Self.get, Self.remove] { desk.server.on(route, .whole(Reply.html(404))) }
        desk.server.on("GET /api/v1/accounts/verify_credentials", .whole(Reply.json(401, "{}")))
        #expect(await edit(desk, "New").name == "needsReauth")
        #expect(await delete(desk).name == "needsReauth")
        let read = await desk.adapter.read(Receipt(remoteID: "41"), of: desk.account, in: desk.context)
        #expect(read.name == "needsReauth")
    }
}
