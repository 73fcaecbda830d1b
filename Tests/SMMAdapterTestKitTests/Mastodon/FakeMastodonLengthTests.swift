import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("The fake Mastodon's counting against the fixtures", .enabled(if: SharedFolder.isWanted))
struct FakeMastodonLengthTests {
    @Test("a text is taken at its own length and refused at one less")
    func fixtures() async throws {
        let fixtures = try #require(FakeJSON.reading(try MastodonSpecs.lengths()))
        let cases = try #require(fixtures["cases"]?.elements)
        #expect(cases.count > 10)
        for one in cases {
            let text = try #require(one["status"]?.string)
            let spoiler = try #require(one["spoiler_text"]?.string)
            let counted = try #require(one["counted"]?.integer)
            guard counted > 0, !text.isEmpty else { continue }
            for (limit, status) in [(Int(counted), 200), (Int(counted) - 1, 422)] {
                var rules = FakeMastodonRules.mastodon.unthrottled
                rules.limits.text = limit
                let answer = try await MastodonClient(rules).post(text, ["spoiler_text": .string(spoiler)])
                #expect(answer.status == status, "\(text.prefix(60)) counts \(counted)")
            }
        }
    }
}
