import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// One account on one server, and what it takes to ask the adapter for things.
struct Desk {
    let adapter = MastodonAdapter()
    let server = ScriptServer()
    let clock = FakeClock()
    let steps = MemorySteps()
    var account: AccountProfile
    var files: [String: [UInt8]] = [Desk.hash: [1, 2, 3]]
    var pictures: any PictureFitter = PassingPictures()

    /// The hash of the sample picture.
    static let hash = String(repeating: "a", count: 64)

    /// What is known of an account on a Mastodon 4.5 server.
    static let mastodon = [
        AccountFact.identity: "https://example.social#108", AccountFact.handle: "@ann@example.social",
        MastodonFact.apiVersion: "7", MastodonFact.keyWindow: "1h", MastodonFact.counting: "weighted",
        MastodonFact.listing: "complete",
    ]

    /// What is known of an account on a server that is not Mastodon.
    static let other = [
        AccountFact.identity: "https://example.social#01H", AccountFact.handle: "@ann@example.social",
        MastodonFact.counting: "code-points", MastodonFact.listing: "complete", AccountFact.maximumText: "5000",
    ]

    /// `facts` with an account that has the number 108.
    static func facts(_ facts: [String: String]) -> [String: String] {
        facts.merging([AccountFact.identity: "https://example.social#108"]) { _, new in new }
    }

    init(_ facts: [String: String] = Desk.mastodon) {
        account = AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 1), platform: "mastodon", name: "ann",
            settings: ["server": "https://example.social"], facts: facts)
    }

    var manifest: PlatformManifest { adapter.manifest(adapter.describe(), for: account) }

    var credential: Credential {
        Credential(
            kind: "oauth", secrets: ["access": Secret("tok-3n"), "client-secret": Secret("cs-9")],
            facts: ["client-id": "ci-1"], issuedAt: clock.now)
    }

    var context: AdapterContext {
        AdapterContext(
            clock: clock, transport: server, media: MemoryMedia(files), pictures: pictures, steps: steps,
            manifest: manifest,
            credential: credential)
    }

    var connecting: ConnectContext {
        ConnectContext(clock: clock, transport: server, manifest: manifest) { count in
            (0..<count).map { UInt8(truncatingIfNeeded: $0 + 7) }
        }
    }

    /// A request with the steps kept so far.
    func request(
        _ text: String = "Fresh bread", media: [MediaReference] = [], options: [String: String] = [:],
        parent: Receipt? = nil, index: Int = 0, key: String = "key-9"
    ) -> PublishRequest {
        PublishRequest(
            operation: OperationID(rawValue: 9), post: PostID(rawValue: 8),
            brand: BrandProfile(
                id: BrandID(rawValue: 1), name: "bakery", title: "Bakery", zone: "Europe/Berlin", language: "en"),
            account: account, part: PostPart(text: text, media: media), index: index, language: "en-GB",
            options: options, parent: parent, idempotencyKey: key, recordKey: "3aaaaaaaaaaaa",
            fingerprint: "", due: clock.now, intentAt: clock.now, steps: steps.steps)
    }

    /// The sample picture.
    static func picture(alt: String? = "Bread", type: String = "image/jpeg") -> MediaReference {
        MediaReference(
            asset: AssetID(rawValue: 1), sha256: hash, type: type, byteCount: 3, width: 1, height: 1, alt: alt,
            focus: MediaFocus(x: -0.5, y: 0.25))
    }
}
