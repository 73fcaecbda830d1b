import SMMAdapterKit
import SMMAdapterTestKit

/// A server that answers every call the adapter makes.
enum Everything {
    static func serve(on server: ScriptedServer) {
        Connecting.serve(on: server)
        RecordShelf().serve(on: server)
        let author = FakeJSON.object(["did": .string("did:plc:bob"), "handle": .string("bob.example.com")])
        let post = FakeJSON.object([
            "uri": .string(Place.uri), "cid": .string("bafy"), "author": author, "likeCount": .number(2),
            "indexedAt": .string("2026-11-23T10:00:00Z"), "record": .object(["text": .string("Hi")]),
        ])
        server.on("com.atproto.server.refreshSession", Answers.json(Answers.session(id: "2")))
        server.on("app.bsky.feed.getPosts", Answers.json(.object(["posts": .array([post])])))
        server.on(
            "app.bsky.feed.getPostThread",
            Answers.json(.object(["thread": .object(["post": post, "replies": .array([.object(["post": post])])])])))
        server.on(
            "app.bsky.notification.listNotifications",
            Answers.json(
                .object([
                    "cursor": .string("c"),
                    "notifications": .array([
                        .object([
                            "uri": .string(Place.uri), "cid": .string("bafy"), "author": author,
                            "reason": .string("reply"), "indexedAt": .string("2026-11-23T10:00:00Z"),
                            "record": .object(["text": .string("Hi")]),
                        ])
                    ]),
                ])))
        server.on(
            "app.bsky.actor.getProfile",
            Answers.json(
                .object(["did": .string(Place.did), "handle": .string(Place.handle), "followersCount": .number(7)])))
        server.on(
            "chat.bsky.convo.getLog",
            Answers.json(.object(["cursor": .string("x"), "logs": .array([.object(["$type": .string("a")])])])))
        server.on("com.atproto.server.getServiceAuth", Answers.json(.object(["token": .string("t")])))
        server.on(
            "app.bsky.video.startUpload",
            Answers.json(.object(["jobId": .string("u"), "partSizeBytes": .number(2), "partCount": .number(2)])))
        server.on(
            "app.bsky.video.uploadPart", Answers.json(.object(["partNumber": .number(1), "sizeBytes": .number(2)])))
        server.on(
            "app.bsky.video.getJobStatus", Answers.json(VideoPlace.job("JOB_STATE_COMPLETED", blob: VideoPlace.blob)))
        server.on("app.bsky.video.finishUpload", Answers.json(.object(["completedJobId": .string("j")])))
    }
}
