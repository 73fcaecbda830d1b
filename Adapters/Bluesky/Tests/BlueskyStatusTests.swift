import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: a server on which every error is a 400")
struct BlueskyStatusTests {
    @Test(
        "the error's name tells which status it is",
        arguments: [
            ("AuthenticationRequired", "needsReauth"), ("AuthMissing", "needsReauth"), ("ExpiredToken", "needsReauth"),
            ("Forbidden", "rejected"), ("PayloadTooLarge", "rejected"), ("RateLimitExceeded", "retry"),
            ("InternalServerError", "ambiguous"), ("UpstreamFailure", "ambiguous"), ("UpstreamTimeout", "ambiguous"),
            ("NotEnoughResources", "ambiguous"), ("InvalidRequest", "rejected"),
        ])
    func names(name: String, wanted: String) async {
        let place = Place()
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, name))
        let outcome = await place.adapter.publish(place.request("Hello"), in: place.context).outcome
        #expect(BlueskyDoubtTests.sort(outcome).name == wanted)
    }

    @Test("a refused password is one there too")
    func elsewhere() async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on("com.atproto.server.createSession", Answers.error(400, "AuthenticationRequired"))
        #expect(Connecting.code(await Connecting.connect(place)) == "password-refused")
    }

    @Test(
        "the chat service's refusal of a token is a missing scope for a plain app password alone",
        arguments: [
            ("com.atproto.appPass", true), ("com.atproto.appPassPrivileged", false), ("com.atproto.access", false),
            ("other", false),
        ])
    func chat(scope: String, isMissing: Bool) async {
        var place = Place()
        place.credential.secrets["access"] = Secret(Answers.token(scope: scope, ends: 1_795_435_200))
        place.server.on("chat.bsky.convo.getLog", Answers.error(400, "InvalidToken"))
        place.server.on("chat.bsky.convo.sendMessage", Answers.error(400, "InvalidToken"))
        let query = MessageQuery(account: place.account)
        let parent = Receipt(remoteID: "1", values: ["conversation": "c1", "author": "did:plc:bob"])
        let sent = await place.adapter.message(place.request("Hi", parent: parent), in: place.context).outcome
        switch (await place.adapter.directMessages(query, in: place.context), sent) {
        case (.cannotTell(let failure), .rejected(let other)):
            #expect(isMissing)
            #expect(failure.code == "scope-missing" && other.code == "scope-missing")
        case (.needsReauth(let failure), .needsReauth):
            #expect(!isMissing)
            #expect(failure.code == "credential-refused")
        default: Issue.record("\(sent)")
        }
    }
}
