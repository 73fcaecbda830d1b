import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: the video service in trouble")
struct BlueskyVideoTroubleTests {
    /// How a service refuses the token that was made for it.
    static let refusals = [
        Answers.error(401, "AuthenticationRequired"), Answers.error(400, "ExpiredToken"),
        Answers.error(400, "InvalidToken"), Answers.error(401, "AuthMissing"), Answers.plain(401),
    ]
    private static let auth = "com.atproto.server.getServiceAuth"

    @Test("a refused service token is replaced by a new one at once", arguments: refusals)
    func replaced(refusal: HTTPResponse) async {
        let (place, request) = VideoPlace.make()
        let started = Answers.json(
            .object(["jobId": .string("up-1"), "partSizeBytes": .number(4), "partCount": .number(3)]))
        place.server.on("app.bsky.video.startUpload", refusal, started)
        guard case .retry(_, let reason) = await VideoPlace.prepare(place, request) else {
            Issue.record("no wait")
            return
        }
        #expect(reason.code == "video-in-process")
        #expect(place.server.requests(Self.auth).count == 2)
    }

    @Test(
        "a service that refuses every token fails this post's video, never the account",
        arguments: [
            "startUpload", "uploadPart", "finishUpload", "getUploadStatus", "getJobStatus", "uploadVideo",
        ], refusals)
    func refused(method: String, refusal: HTTPResponse) async {
        let (place, request) = VideoPlace.make()
        let name = "app.bsky.video.\(method)"
        if method == "uploadVideo" {
            place.server.on("app.bsky.video.startUpload", Answers.error(501, "MethodNotImplemented"))
        }
        place.server.on(
            "app.bsky.video.getUploadStatus",
            Answers.json(
                .object([
                    "jobId": .string("up-1"), "partSizeBytes": .number(4), "partCount": .number(3),
                    "receivedParts": .array([]), "state": .string("created"),
                ])))
        if method == "getUploadStatus" {
            place.server.on("app.bsky.video.finishUpload", Answers.error(503, "ServiceOverloaded"))
            _ = await VideoPlace.prepare(place, request)
        }
        place.server.on(name, refusal)
        var last = PrepareResult.prepared
        for _ in 0..<20 {
            last = await VideoPlace.prepare(place, request)
            guard case .retry = last else { break }
        }
        guard case .rejected(let failure) = last else {
            Issue.record("\(last)")
            return
        }
        #expect(failure.code == "video-token-refused")
    }

    @Test("a refusal of which only the status arrived holds no account either")
    func statusAlone() async {
        let (place, request) = VideoPlace.make()
        place.server.on("app.bsky.video.startUpload") { _ throws(HTTPTransportError) in
            throw HTTPTransportError(progress: .headReceived, failure: Failure("closed", "Closed."), status: 401)
        }
        guard case .retry = await VideoPlace.prepare(place, request) else {
            Issue.record("no retry")
            return
        }
    }

    @Test("the account's own server refusing its session still speaks of the session")
    func session() async {
        let (place, request) = VideoPlace.make()
        place.server.on(Self.auth, Answers.error(400, "ExpiredToken"))
        guard case .needsReauth(let failure) = await VideoPlace.prepare(place, request) else {
            Issue.record("not told")
            return
        }
        #expect(failure.code == "credential-expired")
    }

    @Test(
        "an upload that ends while its parts are sent begins anew, a few times",
        arguments: ["uploadPart", "finishUpload"], ["UploadExpired", "UploadNotFound", "UploadAborted"])
    func ended(method: String, error: String) async {
        let (place, request) = VideoPlace.make()
        let name = "app.bsky.video.\(method)"
        let done = Answers.json(
            .object(["completedJobId": .string("job-1"), "partNumber": .number(1), "sizeBytes": .number(4)]))
        place.server.on(name, Answers.error(400, error), done)
        guard case .retry(_, let reason) = await VideoPlace.prepare(place, request) else {
            Issue.record("no retry")
            return
        }
        #expect(reason.code == "upload-ended")
        _ = await VideoPlace.prepare(place, request)
        #expect(place.server.requests("app.bsky.video.startUpload").count == 2)
        #expect(await VideoPlace.prepare(place, request) == .prepared)

        let (other, same) = VideoPlace.make()
        other.server.on(name, Answers.error(400, error))
        var last = PrepareResult.prepared
        for _ in 0..<20 {
            last = await VideoPlace.prepare(other, same)
            guard case .retry = last else { break }
        }
        guard case .rejected = last else {
            Issue.record("begun for ever: \(last)")
            return
        }
        #expect(other.server.requests("app.bsky.video.startUpload").count < 10)
    }
}
