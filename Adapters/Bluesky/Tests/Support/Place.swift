import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// An account on a server, and all that is needed to speak for it.
struct Place {
    static let did = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
    static let handle = "ann.example.com"
    static let pds = "https://pds.example.com"
    static let key = "3lbkxyzabc234"
    static let uri = "at://\(did)/app.bsky.feed.post/\(key)"

    var server = ScriptedServer()
    let clock = FakeClock()
    let steps = MemorySteps()
    /// DNS says nothing of any handle.
    var adapter = BlueskyAdapter(records: ScriptedRecords([:], others: []))
    var media: any MediaReader = MemoryMedia()
    var pictures: any PictureFitter = PassingPictures()
    var facts = [
        "identity": did, "handle": "@" + handle, "pds": pds, "chat": "yes", "blob-limit": "5242880",
        "video-service": "https://video.example.com",
    ]

    var account: AccountProfile {
        AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 1), platform: "bluesky", name: "ann",
            settings: ["handle": Self.handle], facts: facts)
    }

    var credential = Credential(
        kind: "app-password",
        secrets: ["access": Secret("access-1"), "refresh": Secret("refresh-1"), "password": Secret("pass-word")],
        issuedAt: Instant(milliseconds: 1_795_428_000_000), expiresAt: Instant(milliseconds: 1_795_435_200_000))

    var context: AdapterContext {
        AdapterContext(
            clock: clock, transport: server, media: media, pictures: pictures, steps: steps,
            manifest: adapter.manifest(adapter.describe(), for: account), credential: credential)
    }

    var connecting: ConnectContext {
        ConnectContext(
            clock: clock, transport: server, manifest: adapter.describe(), random: { [UInt8](repeating: 7, count: $0) })
    }

    func request(
        _ text: String, media: [MediaReference] = [], options: [String: String] = [:], parent: Receipt? = nil,
        root: Receipt? = nil
    ) -> PublishRequest {
        PublishRequest(
            operation: OperationID(rawValue: 5), post: PostID(rawValue: 6),
            brand: BrandProfile(
                id: BrandID(rawValue: 1), name: "brand", title: "Brand", zone: "UTC", language: "en"),
            account: account, part: PostPart(text: text, media: media), language: "en", options: options,
            parent: parent, root: root, idempotencyKey: "key", recordKey: Self.key, fingerprint: "",
            due: clock.now, intentAt: clock.now, steps: steps.steps)
    }

    /// The request with what was noted meanwhile, as the machine hands it back.
    func again(_ request: PublishRequest) -> PublishRequest {
        var request = request
        request.steps = steps.steps
        return request
    }

    func reconcile(_ request: PublishRequest) async -> ReconcileResult {
        await adapter.reconcile(
            ReconcileRequest(sent: again(request), from: clock.now - .seconds(120), until: clock.now), in: context)
    }

    /// The frozen record.
    var record: FakeJSON? { steps.steps["record"].flatMap { FakeJSON(bytes: Array($0.utf8)) } }

    static func picture(
        _ name: Character = "a", bytes: Int64 = 3, alt: String? = "A roof", type: String = "image/jpeg"
    ) -> MediaReference {
        MediaReference(
            asset: AssetID(rawValue: 9), sha256: String(repeating: name, count: 64), type: type,
            byteCount: bytes, width: 4, height: 3, alt: alt)
    }

    static let blob: FakeJSON = .object([
        "$type": .string("blob"), "mimeType": .string("image/jpeg"), "size": .number(3),
        "ref": .object(["$link": .string("bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy")]),
    ])
}
