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
            (Reply.json(401, "{}"), "needsReauth"), (Reply.html(200), "retry"),
        ])
    func gone(_ answer: HTTPResponse, _ wanted: String) async {
        let desk = Desk()
        desk.server.on(Self.get, .whole(answer))
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

    @Test("a delete is done when the server names what it deleted")
    func deleted() async {
        let desk = Desk()
        desk.server.on(Self.remove, json: Reply.status("41"))
        #expect(await delete(desk).name == "published")
        desk.server.on(Self.remove, json: "{}")
        #expect(await delete(desk).name == "ambiguous")
    }

    @Test("a 404 is a success only when the server itself says that it is gone")
    func alreadyGone() async {
        let account = Reply.json(200, Reply.account())
        let json = Reply.json(404, #"{"error":"Nicht gefunden"}"#)
        for (first, status, verify, wanted) in [
            (json, json, account, "published"), (Reply.html(404), Reply.html(404), account, "published"),
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
}
