import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// An account that posts a video of ten bytes, on a server whose service takes it in three parts.
enum VideoPlace {
    static let blob = blob("bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy")

    static func blob(_ link: String) -> FakeJSON {
        .object([
            "$type": .string("blob"), "mimeType": .string("video/mp4"), "size": .number(10),
            "ref": .object(["$link": .string(link)]),
        ])
    }

    static func job(_ state: String, blob: FakeJSON? = nil, failure: String? = nil) -> FakeJSON {
        var members: [String: FakeJSON] = [
            "jobId": .string("job-1"), "did": .string(Place.did), "state": .string(state),
        ]
        members["blob"] = blob
        members["failureCode"] = failure.map(FakeJSON.string)
        return .object(["jobStatus": .object(members)])
    }

    static func make() -> (Place, PublishRequest) {
        var place = Place()
        var video = Place.picture("v", bytes: 10, alt: "A walk")
        video.type = "video/mp4"
        place.media = MemoryMedia([video.sha256: Array(0..<10)])
        RecordShelf().serve(on: place.server)
        place.server.on("com.atproto.server.getServiceAuth", Answers.json(.object(["token": .string("service-token")])))
        place.server.on(
            "app.bsky.video.startUpload",
            Answers.json(
                .object([
                    "jobId": .string("up-1"), "partSizeBytes": .number(4), "partCount": .number(3),
                    "expiresAt": .string("2026-11-24T10:00:00Z"),
                ])))
        place.server.on(
            "app.bsky.video.uploadPart", Answers.json(.object(["partNumber": .number(1), "sizeBytes": .number(4)])))
        place.server.on(
            "app.bsky.video.finishUpload",
            Answers.json(
                .object([
                    "completedJobId": .string("job-1"), "jobStatus": job("JOB_STATE_CREATED")["jobStatus"] ?? .null,
                ])))
        place.server.on("app.bsky.video.getJobStatus", Answers.json(job("JOB_STATE_COMPLETED", blob: blob)))
        return (place, place.request("Look", media: [video]))
    }

    static func prepare(_ place: Place, _ request: PublishRequest) async -> PrepareResult {
        await place.adapter.prepare(place.again(request), in: place.context)
    }
}
