import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SiteAdapter

/// One site in a folder, with short words for what is done to it.
struct TestSite {
    var directory: String
    var adapter = SiteAdapter()
    var clock = StillClock(1_795_509_000_000)  // 2026-11-24T08:30:00Z
    var media = MemoryMedia()
    var pictures: any PictureFitter = PassingPictures()
    var settings: [String: String] = [:]
    /// Whether the account has published before.
    var hasPublished = false
    var brand = BrandProfile(
        id: BrandID(rawValue: 1 << 20), name: "bakery", title: "Bäckerei Sonnenschein", zone: "Europe/Berlin",
        language: "de", colour: "#b3541e")

    init(_ directory: String) {
        self.directory = directory
    }

    var account: AccountProfile {
        var all = settings
        all["directory"] = directory
        return AccountProfile(
            id: AccountID(rawValue: 2 << 20), brand: brand.id, platform: "site", name: "site", settings: all)
    }

    var context: AdapterContext {
        AdapterContext(
            clock: clock, transport: NoTransport(), media: media, pictures: pictures, steps: NoSteps(),
            manifest: adapter.describe(),
            hasPublished: { [hasPublished] in hasPublished })
    }

    func request(
        _ key: String, _ text: String, media: [MediaReference] = [], index: Int = 0, count: Int = 1,
        language: String? = nil, title: String? = nil, root: Receipt? = nil, parent: Receipt? = nil
    ) -> PublishRequest {
        PublishRequest(
            operation: OperationID(rawValue: 3 << 20), post: PostID(rawValue: 4 << 20), brand: brand, account: account,
            part: PostPart(text: text, media: media), index: index, count: count, language: language ?? brand.language,
            options: title.map { ["title": $0] } ?? [:], parent: parent, root: root, idempotencyKey: "idem-" + key,
            recordKey: key, fingerprint: "", due: clock.now, intentAt: clock.now)
    }

    func publish(_ request: PublishRequest) async -> AttemptOutcome {
        await adapter.publish(request, in: context).outcome
    }

    /// Publishes and answers the receipt.
    ///
    /// - Throws: when it was not published.
    func published(_ request: PublishRequest) async throws -> Receipt {
        try receipt(await publish(request))
    }

    func edit(_ receipt: Receipt, _ request: PublishRequest) async -> AttemptOutcome {
        await adapter.edit(EditRequest(content: request, receipt: receipt), in: context).outcome
    }

    func delete(_ receipt: Receipt) async -> AttemptOutcome {
        await adapter.delete(
            DeleteRequest(
                operation: OperationID(rawValue: 5 << 20), post: PostID(rawValue: 4 << 20), brand: brand,
                account: account, receipt: receipt), in: context
        ).outcome
    }

    func reconcile(_ request: PublishRequest) async -> ReconcileResult {
        await adapter.reconcile(
            ReconcileRequest(sent: request, from: request.intentAt - .seconds(120), until: clock.now), in: context)
    }

    func receipt(_ outcome: AttemptOutcome) throws -> Receipt {
        guard case .published(let receipt) = outcome else { throw TestProblem("not published: \(outcome)") }
        return receipt
    }

    func file(_ path: String) -> String? { Tree.text(directory + "/" + path) }

    /// A picture with bytes made from a number; `media` must know it.
    static func photo(_ number: UInt8, width: Int = 1600, height: Int = 900, alt: String? = nil) -> MediaReference {
        let digits = String(number, radix: 16)
        let hash = String(repeating: digits.utf8.count == 1 ? "0" + digits : digits, count: 32)
        return MediaReference(
            asset: AssetID(rawValue: Int64(number) + 1), sha256: hash, type: "image/jpeg", byteCount: 4, width: width,
            height: height, alt: alt)
    }

    /// Makes the store know pictures.
    mutating func store(_ photos: MediaReference...) {
        for photo in photos { media.contents[photo.sha256] = [0xFF, 0xD8, 0xFF, 0xD9] }
    }
}

extension String {
    /// Where a text stands in this one.
    func place(of text: String) -> String.Index? {
        var position = startIndex
        while position < endIndex {
            if self[position...].hasPrefix(text) { return position }
            position = index(after: position)
        }
        return nil
    }
}
