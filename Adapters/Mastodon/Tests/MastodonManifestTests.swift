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

    /// The manifest of a desk, with what an operator corrected.
    private func limits(
        _ facts: [String: String] = Desk.mastodon, _ correct: (inout ContentLimits) -> Void
    ) -> ContentLimits {
        var manifest = adapter.describe()
        correct(&manifest.limits)
        return adapter.manifest(manifest, for: Desk(facts).account).limits
    }

    @Test("where the server is silent, what an operator says counts")
    func silent() {
        let limits = limits { limits in
            limits.maximumText = 300
            limits.maximumMedia = 2
            limits.maximumAlt = 700
            limits.requiresAlt = true
            limits.linkLength = 30
            limits.maximumProfileFields = 9
            limits.poll?.maximumChoices = 3
            limits.media = ["image/png": MediaLimit(maximumBytes: 5, maximumPixels: 6)]
        }
        #expect(limits.maximumText == 300)
        #expect(limits.maximumMedia == 2)
        #expect(limits.maximumAlt == 700)
        #expect(limits.requiresAlt)
        #expect(limits.linkLength == 30)
        #expect(limits.maximumProfileFields == 9)
        #expect(limits.poll?.maximumChoices == 3)
        #expect(limits.media == ["image/png": MediaLimit(maximumBytes: 5, maximumPixels: 6)])
    }

    @Test("what the server says counts, whatever the manifest has")
    func told() {
        let said = [
            AccountFact.maximumText: "1000", AccountFact.maximumMedia: "6", MastodonFact.maximumAlt: "2000",
            MastodonFact.imageBytes: "100", MastodonFact.linkLength: "40", MastodonFact.pollOptions: "8",
            MastodonFact.pollMinimum: "60", MastodonFact.pollMaximum: "7200", MastodonFact.profileFields: "12",
        ]
        let facts = Desk.mastodon.merging(said) { _, new in new }
        for factor in [1, 100] {
            let limits = limits(facts) { limits in
                limits.maximumText = 700 * factor
                limits.maximumMedia = 5 * factor
                limits.maximumAlt = 1600 * factor
                limits.linkLength = 30
                limits.maximumProfileFields = 10 * factor
                limits.poll = PollLimit(
                    maximumChoices: 6 * factor, maximumChoiceText: 50, minimumSeconds: 90 / factor,
                    maximumSeconds: 3600 * factor)
                limits.media["image/jpeg"]?.maximumBytes = Int64(50 * factor)
            }
            #expect(limits.maximumText == 1000)
            #expect(limits.maximumMedia == 6)
            #expect(limits.maximumAlt == 2000)
            #expect(limits.linkLength == 40)
            #expect(limits.maximumProfileFields == 12)
            #expect(limits.poll?.maximumChoices == 8)
            #expect(limits.poll?.minimumSeconds == 60)
            #expect(limits.poll?.maximumSeconds == 7200)
            #expect(limits.media["image/jpeg"]?.maximumBytes == 100)
            #expect(limits.media["image/png"]?.maximumBytes == 100)
            #expect(limits.media["audio/mpeg"] == MediaLimit(maximumBytes: 103_809_024))
        }
    }

    @Test("polls, links and answers are held against the limits in force")
    func inForce() {
        var manifest = adapter.describe()
        manifest.limits.linkLength = 100
        manifest.limits.maximumText = 120
        manifest.limits.poll?.maximumChoices = 2
        let account = Desk(Desk.mastodon).account
        manifest = adapter.manifest(manifest, for: account)
        let rules = { (text: String, options: [String: String]) in
            adapter.validate(
                PostVariant(parts: [PostPart(text: text)], options: options), account: account, manifest: manifest
            ).map(\.rule)
        }
        let address = " https://b.example.com"
        #expect(rules(String(repeating: "b", count: 19) + address, [:]) == [])
        #expect(rules(String(repeating: "b", count: 20) + address, [:]) == ["text-too-long"])
        #expect(rules("Which?", ["poll": "1\n2"]) == [])
        #expect(rules("Which?", ["poll": "1\n2\n3"]) == ["poll-choices"])
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
