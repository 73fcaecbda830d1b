import MastodonAdapter
import SMMAdapterKit
import SMMModel
import SMMText
import Testing

@Suite("Mastodon manifest")
struct MastodonManifestTests {
    private let adapter = MastodonAdapter()

    @Test("has the platform's name and asks for the server alone")
    func name() {
        #expect(adapter.describe().platform == MastodonManifest.platform)
        #expect(adapter.describe().settings.map(\.name) == ["server"])
    }

    @Test("promises nothing of a server of which nothing is known")
    func unknown() {
        let desk = Desk([:])
        #expect(desk.manifest == adapter.describe())
        #expect(desk.manifest.guarantee == .listing(complete: false))
        #expect(desk.manifest.limits.maximumText == 500)
    }

    @Test("promises a key of an hour only where the facts prove it")
    func keys() {
        #expect(Desk(Desk.mastodon).manifest.guarantee == .idempotencyKey(window: .hours(1)))
        #expect(Desk(Desk.other).manifest.guarantee == .listing(complete: true))
    }

    @Test("takes the limits and the unit of the account's own server")
    func limits() {
        var facts = Desk.other
        facts[AccountFact.maximumMedia] = "6"
        facts[MastodonFact.maximumAlt] = "5000"
        facts[MastodonFact.minimumAlt] = "10"
        facts[MastodonFact.mediaTypes] = "image/jpeg video/mp4"
        facts[MastodonFact.imageBytes] = "41943040"
        let limits = Desk(facts).manifest.limits
        #expect(limits.maximumText == 5000)
        #expect(limits.textUnit == .codePoints)
        #expect(limits.maximumMedia == 6)
        #expect(limits.maximumAlt == 5000)
        #expect(limits.requiresAlt)
        #expect(limits.media["image/jpeg"]?.maximumBytes == 41_943_040)
        #expect(limits.media["image/png"] == nil)
    }

    @Test("offers no direct posts where a post needs a picture")
    func photoServer() {
        var facts = Desk.other
        facts[MastodonFact.textOnly] = "refused"
        let option = Desk(facts).manifest.options.first { $0.name == "visibility" }
        #expect(option?.allowed == ["public", "unlisted", "private"])
    }

    @Test("facts that are no numbers count as unknown", arguments: ["", "-1", "x", "99999999999999999999"])
    func nonsense(_ value: String) {
        var facts = Desk.mastodon
        facts[AccountFact.maximumText] = value
        #expect(Desk(facts).manifest.limits.maximumText == 500)
    }
}
