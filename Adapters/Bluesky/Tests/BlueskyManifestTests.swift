import BlueskyAdapter
import Testing

@Suite("Bluesky manifest")
struct BlueskyManifestTests {
    @Test("has the platform's name")
    func name() { #expect(BlueskyManifest.platform == "bluesky") }
}
