import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: refusals and doubts")
struct BlueskyDoubtTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let answer: HTTPResponse
        let outcome: String
        let code: String
        var testDescription: String { "\(answer.status) \(String(decoding: answer.body.prefix(60), as: UTF8.self))" }
    }

    /// Fact sheet section 5, "Errors", and observed-behaviour, "Bluesky".
    static let table: [Case] = [
        Case(answer: Answers.error(400, "ExpiredToken"), outcome: "needsReauth", code: "credential-expired"),
        Case(answer: Answers.error(401, "ExpiredToken"), outcome: "needsReauth", code: "credential-expired"),
        Case(answer: Answers.error(400, "InvalidToken"), outcome: "needsReauth", code: "credential-refused"),
        Case(answer: Answers.error(401, "AuthMissing"), outcome: "needsReauth", code: "credential-refused"),
        Case(answer: Answers.error(401, "AuthenticationRequired"), outcome: "needsReauth", code: "credential-refused"),
        Case(answer: Answers.error(401, "AccountTakedown"), outcome: "needsReauth", code: "account-taken-down"),
        Case(answer: Answers.error(401, "AccountDeactivated"), outcome: "needsReauth", code: "account-deactivated"),
        Case(answer: Answers.error(403, "AccountNotFound"), outcome: "needsReauth", code: "account-gone"),
        Case(answer: Answers.plain(401), outcome: "needsReauth", code: "credential-refused"),
        Case(answer: Answers.error(403, "Forbidden"), outcome: "rejected", code: "forbidden"),
        Case(answer: Answers.plain(403), outcome: "rejected", code: "forbidden"),
        Case(answer: Answers.error(400, "InvalidRequest"), outcome: "rejected", code: "content-refused"),
        Case(answer: Answers.error(400, "InvalidMimeType"), outcome: "rejected", code: "content-refused"),
        Case(answer: Answers.error(413, "PayloadTooLarge"), outcome: "rejected", code: "too-large"),
        Case(answer: Answers.error(429, "RateLimitExceeded"), outcome: "retry", code: "rate-limited"),
        Case(answer: Answers.plain(429), outcome: "retry", code: "rate-limited"),
        Case(answer: Answers.error(500, "InternalServerError"), outcome: "ambiguous", code: "platform-error"),
        Case(answer: Answers.plain(500), outcome: "ambiguous", code: "platform-error"),
        Case(answer: Answers.error(502, "UpstreamFailure"), outcome: "ambiguous", code: "gateway-error"),
        Case(answer: Answers.error(503, "NotEnoughResources"), outcome: "ambiguous", code: "unavailable"),
        Case(answer: Answers.error(504, "UpstreamTimeout"), outcome: "ambiguous", code: "gateway-error"),
        Case(answer: Answers.plain(400), outcome: "ambiguous", code: "content-refused"),
        Case(answer: Answers.plain(200, "ok"), outcome: "ambiguous", code: "answer-unreadable"),
        Case(
            answer: Answers.json(.object(["uri": .string(Place.uri)])), outcome: "ambiguous", code: "answer-unreadable"),
    ]

    @Test("an answer comes to its outcome by status and error name", arguments: table)
    func outcomes(_ wanted: Case) async {
        let place = Place()
        place.server.on("com.atproto.repo.putRecord", wanted.answer)
        let (name, failure) = Self.sort(await place.adapter.publish(place.request("Hello"), in: place.context).outcome)
        #expect(name == wanted.outcome)
        #expect(failure?.code == wanted.code)
    }

    @Test("a plain 400 after the token's end is an ended token")
    func plainEnd() async {
        let place = Place()
        place.server.on("com.atproto.repo.putRecord", Answers.plain(400))
        place.clock.advance(by: .hours(3))
        let (name, failure) = Self.sort(await place.adapter.publish(place.request("Hello"), in: place.context).outcome)
        #expect(name == "needsReauth")
        #expect(failure?.code == "credential-expired")
    }

    @Test("a rate limit is obeyed by its headers")
    func limited() async {
        let place = Place()
        let headers = [
            HTTPField("RateLimit-Limit", "5000"), HTTPField("RateLimit-Remaining", "0"),
            HTTPField("RateLimit-Reset", "1795428090"), HTTPField("RateLimit-Policy", "5000;w=3600"),
        ]
        place.server.on("com.atproto.repo.putRecord", Answers.error(429, "RateLimitExceeded", headers: headers))
        let outcome = await place.adapter.publish(place.request("Hello"), in: place.context).outcome
        guard case .retry(let after, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(after == .seconds(90))
    }

    @Test("a server without error names refuses for good only after the question found nothing")
    func plainRefusal() async {
        let place = Place()
        RecordShelf(isPlain: true).serve(on: place.server)
        place.server.on("com.atproto.repo.putRecord", Answers.plain(400))
        let request = place.request("Hello")
        #expect(Self.sort(await place.adapter.publish(request, in: place.context).outcome).name == "ambiguous")
        guard case .absent(let proof) = await place.reconcile(request) else {
            Issue.record("not absent")
            return
        }
        #expect(proof.isAuthoritative && proof.coversWindow)
        #expect(
            Self.sort(await place.adapter.publish(place.again(request), in: place.context).outcome).name == "rejected")
    }

    @Test(
        "a refused record with uploads has them sent again once, and is otherwise the same", arguments: [true, false])
    func lostBlob(isPlain: Bool) async {
        var place = Place()
        let picture = Place.picture()
        place.media = MemoryMedia([picture.sha256: [1, 2, 3]])
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        let refusal = isPlain ? Answers.plain(400, "could not find blob") : Answers.error(400, "InvalidRequest")
        place.server.on("com.atproto.repo.putRecord", refusal)
        let request = place.request("Photo", media: [picture])
        #expect(await place.adapter.prepare(request, in: place.context) == .prepared)
        let frozen = place.steps.steps["record"]
        let first = Self.sort(await place.adapter.publish(place.again(request), in: place.context).outcome)
        #expect(first.name == "retry")
        #expect(first.failure?.code == "uploads-in-doubt")
        #expect(await place.adapter.prepare(place.again(request), in: place.context) == .prepared)
        #expect(place.server.requests("com.atproto.repo.uploadBlob").count == 2)
        #expect(place.steps.steps["record"] == frozen)
        shelf.serve(on: place.server)
        #expect(
            Self.sort(await place.adapter.publish(place.again(request), in: place.context).outcome).name == "published")
    }

    @Test("a record refused again after its uploads is refused")
    func refusedAgain() async {
        var place = Place()
        let picture = Place.picture()
        place.media = MemoryMedia([picture.sha256: [1, 2, 3]])
        RecordShelf().serve(on: place.server)
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, "InvalidRequest"))
        let request = place.request("Photo", media: [picture])
        for wanted in ["retry", "rejected"] {
            _ = await place.adapter.prepare(place.again(request), in: place.context)
            #expect(
                Self.sort(await place.adapter.publish(place.again(request), in: place.context).outcome).name == wanted)
        }
    }

    @Test("another record at the key is neither adopted nor taken for nothing")
    func differs() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        let request = place.request("Mine")
        _ = await place.adapter.prepare(request, in: place.context)
        shelf["app.bsky.feed.post/\(Place.key)"] = .object([
            "text": .string("Other"), "$type": .string("app.bsky.feed.post"),
        ])
        guard case .cannotTell(let failure) = await place.reconcile(request) else {
            Issue.record("adopted")
            return
        }
        #expect(failure.code == "record-differs")
    }

    @Test("a missing record is a proof, a server's trouble is none")
    func absent() async {
        let place = Place()
        RecordShelf().serve(on: place.server)
        let request = place.request("Never sent")
        guard case .absent(let proof) = await place.reconcile(request) else {
            Issue.record("not absent")
            return
        }
        #expect(proof.isAuthoritative)
        for answer in [Answers.error(500, "InternalServerError"), Answers.error(404, "NotFound"), FakeReply.page(404)] {
            place.server.on("com.atproto.repo.getRecord", answer)
            if case .absent = await place.reconcile(request) { Issue.record("absent by \(answer.status)") }
        }
    }

    @Test("a second delete is a success on every server", arguments: [true, false])
    func deletes(isPlain: Bool) async {
        let place = Place()
        let shelf = RecordShelf(isPlain: isPlain)
        shelf.serve(on: place.server)
        let request = place.request("Short")
        guard case .published(let receipt) = await place.adapter.publish(request, in: place.context).outcome else {
            Issue.record("not published")
            return
        }
        let delete = DeleteRequest(
            operation: request.operation, post: request.post, brand: request.brand, account: request.account,
            receipt: receipt)
        for _ in 0..<2 {
            #expect(await place.adapter.delete(delete, in: place.context).outcome == .published(receipt))
            #expect(shelf.keys.isEmpty)
        }
    }

    static func sort(_ outcome: AttemptOutcome) -> (name: String, failure: Failure?) {
        switch outcome {
        case .published: ("published", nil)
        case .retry(_, let failure): ("retry", failure)
        case .rejected(let failure): ("rejected", failure)
        case .duplicateOf(_, let failure): ("duplicateOf", failure)
        case .needsReauth(let failure): ("needsReauth", failure)
        case .ambiguous(let evidence): ("ambiguous", evidence.failure)
        }
    }
}
