import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

/// One PDS program says 400 of everything, its own errors included (observed-behaviour, "Bluesky"): what it was stands in
/// the body alone.
@Suite("Bluesky: refusals whose words are lost")
struct BlueskyCutRefusalTests {
    private static func lost(_ status: Int, _ code: String) -> ScriptedServer.Handler {
        { _ throws(HTTPTransportError) in
            throw HTTPTransportError(
                progress: .headReceived, failure: Failure(code, "As the test says.", status: status), status: status)
        }
    }

    /// What is done with a lost answer: status, why it was lost, and the outcome.
    private static let losses: [(status: Int, code: String, outcome: String)] = [
        (400, "truncated", "ambiguous"), (400, "closed", "ambiguous"), (400, "time-out", "ambiguous"),
        // No PDS says so much of an error, and the next one would be as large.
        (400, "too-large", "rejected"),
        // Other statuses mean themselves.
        (403, "truncated", "retry"), (422, "truncated", "retry"), (500, "truncated", "ambiguous"),
    ]

    @Test("an effect whose 400 broke off is in doubt", arguments: Effect.allCases)
    func broken(effect: Effect) async {
        for (status, code, outcome) in Self.losses {
            let place = Effect.place()
            place.server.on(effect.method, Self.lost(status, code))
            #expect(await effect.attempt(at: place).name == outcome, "\(status) \(code)")
            #expect(place.server.requests(effect.method).count == 1)
        }
    }

    private static let namelessBodies = [#"{"error":"InternalServerErr"#, "", "[]", #"{"message":"Bad Request"}"#]

    private static func nameless(_ body: String) -> HTTPResponse {
        HTTPResponse(
            status: 400, headers: [HTTPField("Content-Type", "application/json; charset=utf-8")],
            body: Array(body.utf8))
    }

    @Test("so is one whose 400 is in JSON and names no error", arguments: Effect.allCases, namelessBodies)
    func unreadable(effect: Effect, body: String) async {
        let place = Effect.place()
        place.server.on(effect.method, Self.nameless(body))
        for _ in 0..<2 { #expect(await effect.attempt(at: place).name == "ambiguous") }
    }

    @Test("a question, an upload and a renewal do not take it for a refusal", arguments: namelessBodies)
    func nameless(body: String) async {
        var place = Place()
        place.media = MemoryMedia([Place.picture().sha256: [0xFF, 0xD8, 0xFF]])
        let answer = Self.nameless(body)
        place.server.on("app.bsky.feed.getPosts", answer)
        let receipt = Receipt(remoteID: Place.uri)
        let read = await place.adapter.metrics(of: [receipt], of: place.account, in: place.context)
        #expect(read.name == "askAgain")
        place.server.on("com.atproto.repo.uploadBlob", answer)
        let prepared = await place.adapter.prepare(place.request("Look", media: [Place.picture()]), in: place.context)
        #expect(prepared.name == "retry")
        place.server.on("com.atproto.server.refreshSession", answer)
        let renewed = await place.adapter.refresh(place.credential, of: place.account, in: place.connecting)
        // Whole JSON of another form is a proxy's.
        #expect(renewed.name == (FakeJSON(bytes: Array(body.utf8)) == nil ? "ambiguous" : "retry"))
    }

    @Test("a 400 that says that the server failed leaves every effect in doubt", arguments: Effect.allCases)
    func failed(effect: Effect) async {
        for name in ["InternalServerError", "UpstreamFailure", "UpstreamTimeout"] {
            let place = Effect.place()
            place.server.on(effect.method, Answers.error(400, name))
            #expect(await effect.attempt(at: place).name == "ambiguous", "\(name)")
        }
    }

    @Test("a question is asked again, and one whose answer is too large to be read is not")
    func questions() async {
        for (code, wanted) in [("truncated", "askAgain"), ("too-large", "cannotTell")] {
            let place = Place()
            place.server.on("app.bsky.feed.getPosts", Self.lost(400, code))
            let receipt = Receipt(remoteID: Place.uri)
            #expect(await place.adapter.metrics(of: [receipt], of: place.account, in: place.context).name == wanted)
        }
    }

    @Test("a renewal whose 400 broke off may have used the token up")
    func renewal() async {
        for (status, code, wanted) in [
            (400, "truncated", "ambiguous"), (400, "too-large", "retry"), (401, "truncated", "retry"),
        ] {
            let place = Place()
            place.server.on("com.atproto.server.refreshSession", Self.lost(status, code))
            let result = await place.adapter.refresh(place.credential, of: place.account, in: place.connecting)
            #expect(result.name == wanted, "\(status) \(code)")
        }
    }
}
