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

    @Test("a refused password is one there too, and the chat service's refusal of a token holds no account")
    func elsewhere() async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on("com.atproto.server.createSession", Answers.error(400, "AuthenticationRequired"))
        #expect(Connecting.code(await Connecting.connect(place)) == "password-refused")
        place.server.on("chat.bsky.convo.getLog", Answers.error(400, "InvalidToken"))
        let query = MessageQuery(account: place.account)
        guard case .cannotTell = await place.adapter.directMessages(query, in: place.context) else {
            Issue.record("the account would be held")
            return
        }
    }
}
