import FoundationEssentials
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Faults a harness plans from another process")
struct FakePlanTests {
    private let clock = FakeClock()

    private func ask(_ host: (HTTPRequest) -> HTTPResponse?, _ path: String, _ body: some Encodable) throws -> Int {
        let bytes = Array(try JSONEncoder().encode(body))
        return try #require(host(HTTPRequest(method: "POST", url: "http://fake\(path)", body: bytes))).status
    }

    @Test("wait until the account's request comes, and are counted until then")
    func waiting() throws {
        let host = FakeMastodonHost(accounts: ["bakery", "florist"], clock: clock)
        let plan = FakeMastodonPlan(.publish, for: "bakery", [.lose(effect: false), .twice])
        #expect(try ask(host.control, "/fake/plan", plan) == 200)
        #expect(host.report().waitingFaults == ["bakery": 2])
        for (name, left) in [("florist", ["bakery": 2]), ("bakery", ["bakery": 1]), ("bakery", [:])] {
            let token = try #require(host.makeToken(for: name)).reveal()
            _ = host.handle(
                HTTPRequest(
                    method: "POST", url: "http://fake/api/v1/statuses",
                    headers: [
                        HTTPField("Authorization", "Bearer \(token)"), HTTPField("Content-Type", "application/json"),
                    ], body: Array("{\"status\":\"Rolls\"}".utf8)))
            #expect(host.report().waitingFaults == left)
        }
        #expect(host.standing(of: "bakery") == 2 && host.standing(of: "florist") == 1)
    }

    @Test("for an account that is not there are refused, since they would never happen")
    func unknown() throws {
        let mastodon = FakeMastodonHost(accounts: ["bakery"], clock: clock)
        #expect(try ask(mastodon.control, "/fake/plan", FakeMastodonPlan(.publish, for: "baker", [.twice])) == 404)
        #expect(mastodon.report().waitingFaults.isEmpty)
        let bluesky = FakeBlueskyHost(clock: clock)
        let did = try #require(bluesky.change { $0.add(FakeBlueskySeat("bakery.test"), now: $1) })
        let strange = FakeBlueskyPlan(kind: .publish, account: "did:plc:nobody", faults: [.truncate])
        #expect(try ask(bluesky.control, "/fake/plan", strange) == 404)
        let known = FakeBlueskyPlan(kind: .publish, account: did, faults: [.truncate])
        #expect(try ask(bluesky.control, "/fake/plan", known) == 200)
        #expect(bluesky.report().waitingFaults == [did: 1])
    }
}
