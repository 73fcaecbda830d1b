import MastodonAdapter
import SMMAdapterKit
import SMMModel
import Testing

@Suite("The length of a status")
struct StatusLengthTests {
    private let adapter = MastodonAdapter()
    private let account = AccountProfile(
        id: AccountID(rawValue: 1), brand: BrandID(rawValue: 2), platform: "mastodon", name: "shop",
        settings: ["server": "https://one.example"])

    private func length(_ text: String, warning: String? = nil) -> Int {
        var variant = PostVariant(parts: [PostPart(text: text)])
        variant.options["content-warning"] = warning
        return adapter.length(of: variant.parts[0], in: variant, account: account, manifest: adapter.describe())
    }

    @Test("people are shown what the limit is held against: a link counts 23, a name without its server")
    func counted() {
        #expect(length("see https://example.com/" + String(repeating: "a", count: 80)) == 27)
        #expect(length("@ann@far.example hello") == 10)
        #expect(length("Hello", warning: "food") == 9)
        #expect(length("👨‍👩‍👧") == 1)
    }
}
