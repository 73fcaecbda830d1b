import MastodonAdapter
import Testing

@Suite("Mastodon manifest")
struct MastodonManifestTests {
    @Test("has the platform's name")
    func name() { #expect(MastodonManifest.platform == "mastodon") }
}
