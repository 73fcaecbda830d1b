import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: videos")
struct BlueskyVideoTests {
    @Test("goes up in parts of the service's size, waits without sleeping, and is shown with its description")
    func parts() async {
        let (place, request) = VideoPlace.make()
        guard case .retry(let after, let reason) = await VideoPlace.prepare(place, request) else {
            Issue.record("no wait")
            return
        }
        #expect(after == .seconds(5))
        #expect(reason.code == "video-in-process")
        #expect(
            place.server.requests("app.bsky.video.uploadPart").map(\.body) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
        #expect(await VideoPlace.prepare(place, request) == .prepared)
        #expect(place.server.requests("app.bsky.video.startUpload").count == 1)
        let embed = place.record?["embed"]
        #expect(embed?["$type"]?.string == "app.bsky.embed.video")
        #expect(embed?["video"] == VideoPlace.blob)
        #expect(embed?["alt"]?.string == "A walk")
        let token = place.server.requests("com.atproto.server.getServiceAuth").first
        #expect(token?.url.contains("aud=did%3Aweb%3Apds.example.com") == true)
        #expect(token?.url.contains("lxm=com.atproto.repo.uploadBlob") == true)
        #expect(
            place.server.requests("app.bsky.video.uploadPart").allSatisfy {
                $0.url.hasPrefix("https://video.example.com/")
                    && $0.headers.contains(HTTPField("Authorization", "Bearer service-token"))
            })
    }

    @Test("the parts of a video that stands in a file go up from there")
    func fromFile() async {
        var (place, request) = VideoPlace.make()
        let hash = request.part.media[0].sha256
        place.media = FileMedia([hash: "/store/film"])
        _ = await VideoPlace.prepare(place, request)
        let part = { HTTPBody(FileStretch(path: "/store/film", offset: $0, count: $1)) }
        #expect(
            place.server.requests("app.bsky.video.uploadPart").map(\.content) == [part(0, 4), part(4, 4), part(8, 2)])
    }

    @Test("goes on after a stop with the parts that are missing")
    func resumed() async {
        let (place, request) = VideoPlace.make()
        place.server.on("app.bsky.video.uploadPart") { _ throws(HTTPTransportError) in
            throw HTTPTransportError(progress: .bodyPartly, failure: Failure("closed", "Closed."))
        }
        guard case .retry = await VideoPlace.prepare(place, request) else {
            Issue.record("no retry")
            return
        }
        place.server.on("app.bsky.video.uploadPart", Answers.json(.object([:])))
        place.server.on(
            "app.bsky.video.getUploadStatus",
            Answers.json(
                .object([
                    "jobId": .string("up-1"), "partSizeBytes": .number(4), "partCount": .number(3),
                    "receivedParts": .array([.number(1), .number(3)]), "expiresAt": .string("2026-11-24T10:00:00Z"),
                    "state": .string("created"),
                ])))
        let before = place.server.requests("app.bsky.video.uploadPart").count
        _ = await VideoPlace.prepare(place, request)
        #expect(place.server.requests("app.bsky.video.uploadPart").dropFirst(before).map(\.body) == [[4, 5, 6, 7]])
        #expect(await VideoPlace.prepare(place, request) == .prepared)
    }

    @Test(
        "an upload that ended or was forgotten begins anew",
        arguments: [
            Answers.error(400, "UploadNotFound"),
            Answers.json(.object(["jobId": .string("up-1"), "state": .string("expired")])),
        ])
    func ended(status: HTTPResponse) async {
        let (place, request) = VideoPlace.make()
        place.server.on("app.bsky.video.finishUpload", Answers.error(503, "ServiceOverloaded"))
        _ = await VideoPlace.prepare(place, request)
        place.server.on("app.bsky.video.getUploadStatus", status)
        guard case .retry(_, let reason) = await VideoPlace.prepare(place, request) else {
            Issue.record("no retry")
            return
        }
        #expect(reason.code == "upload-ended")
        _ = await VideoPlace.prepare(place, request)
        #expect(place.server.requests("app.bsky.video.startUpload").count == 2)
    }

    @Test(
        "goes whole to a service that takes no parts",
        arguments: [
            Answers.error(501, "MethodNotImplemented"), Answers.error(404, "XRPCNotSupported"), Answers.plain(404),
        ])
    func whole(unknown: HTTPResponse) async {
        let (place, request) = VideoPlace.make()
        place.server.on("app.bsky.video.startUpload", unknown)
        place.server.on(
            "app.bsky.video.uploadVideo", Answers.json(VideoPlace.job("JOB_STATE_CREATED")["jobStatus"] ?? .null))
        guard case .retry = await VideoPlace.prepare(place, request) else {
            Issue.record("no wait")
            return
        }
        #expect(await VideoPlace.prepare(place, request) == .prepared)
        #expect(place.server.requests("app.bsky.video.uploadVideo").map(\.body) == [Array(0..<10)])
    }

    @Test("a video that is there already is a success")
    func exists() async {
        let (place, request) = VideoPlace.make()
        place.server.on("app.bsky.video.startUpload", Answers.error(501, "MethodNotImplemented"))
        place.server.on(
            "app.bsky.video.uploadVideo",
            Answers.json(
                .object([
                    "error": .string("already_exists"), "jobId": .string("job-1"), "did": .string(Place.did),
                    "state": .string("JOB_STATE_COMPLETED"), "blob": VideoPlace.blob,
                ]), status: 409))
        #expect(await VideoPlace.prepare(place, request) == .prepared)
    }

    @Test("a video the service cannot use is refused, one it could not hand over is tried anew")
    func failed() async {
        let (place, request) = VideoPlace.make()
        _ = await VideoPlace.prepare(place, request)
        place.server.on(
            "app.bsky.video.getJobStatus",
            Answers.json(VideoPlace.job("JOB_STATE_FAILED", failure: "pds_upload_failure")))
        guard case .retry = await VideoPlace.prepare(place, request) else {
            Issue.record("no retry")
            return
        }
        _ = await VideoPlace.prepare(place, request)
        #expect(place.server.requests("app.bsky.video.startUpload").count == 2)
        place.server.on(
            "app.bsky.video.getJobStatus", Answers.json(VideoPlace.job("JOB_STATE_FAILED", failure: "encoding_failure"))
        )
        guard case .rejected(let failure) = await VideoPlace.prepare(place, request) else {
            Issue.record("not rejected")
            return
        }
        #expect(failure.code == "video-refused")
        #expect(failure.platformCode == "encoding_failure")
    }

    @Test(
        "a service's numbers that cannot be true are not believed",
        arguments: [
            (0, 3), (-1, 3), (4, 0), (4, 1_000_000), (1, 1), (Int(1) << 52, 2),
        ])
    func numbers(size: Int, count: Int) async {
        let (place, request) = VideoPlace.make()
        place.server.on(
            "app.bsky.video.startUpload",
            Answers.json(
                .object([
                    "jobId": .string("up-1"), "partSizeBytes": .number(Double(size)),
                    "partCount": .number(Double(count)),
                ])))
        guard case .retry = await VideoPlace.prepare(place, request) else {
            Issue.record("no retry")
            return
        }
        #expect(place.server.requests("app.bsky.video.uploadPart").isEmpty)
    }
}
