import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

/// A stateful fake server of one kind with an account on it that was connected by its real discovery.
///
/// Where the vendors' documents are at hand, every request is held against the one of the server's kind, and one that does
/// not keep it fails the test.
struct Town {
    static let profiles = ["mastodon", "gotosocial", "takahe", "pleroma", "pixelfed"]

    let clock = FakeClock()
    let host: FakeMastodonHost
    /// The way to the host, watched where the documents are at hand.
    let network: any ConformanceNetwork
    let adapter = MastodonAdapter()
    let account: AccountProfile
    let credential: Credential
    let remarks: [String]

    /// Bytes of the sample picture.
    static let files: [String: [UInt8]] = [Desk.hash: Array("not really a picture".utf8)]

    /// A town of one of `profiles`.
    init(_ profile: String, changing: (inout FakeMastodonRules) -> Void = { _ in }) async throws {
        var rules = try #require(FakeMastodonRules.profiles[profile])
        changing(&rules)
        host = FakeMastodonHost(rules.unthrottled, accounts: ["ann", "bob"], clock: clock)
        if let contract = try MastodonDocument.contract(profile) {
            network = ContractNetwork(host, contract: contract) { Issue.record("\(profile): \($0)") }
        } else {
            network = host
        }
        let token = try #require(host.makeToken(for: "ann"))
        let context = ConnectContext(
            clock: clock, transport: network, manifest: adapter.describe(), random: { [UInt8](repeating: 7, count: $0) }
        )
        let step = await adapter.connect(
            ConnectRequest(settings: ["server": "example.social"], answer: .token(token)), in: context)
        guard case .connected(let connected) = step else {
            Issue.record("\(step)")
            throw Failure("not-connected", "The account could not be connected.")
        }
        account = AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 1), platform: "mastodon", name: "ann",
            settings: connected.settings, facts: connected.facts)
        credential = connected.credential
        remarks = connected.remarks
    }

    /// The town as the conformance suite wants it. Where a status needs a picture, both samples have one.
    func world(_ adapter: (any PlatformAdapter)? = nil) -> ConformanceWorld {
        let host = host
        let second = host.snapshot.rules.needsMedia ? [Desk.picture()] : []
        return ConformanceWorld(
            adapter: adapter ?? self.adapter, network: network, clock: clock,
            brand: BrandProfile(
                id: BrandID(rawValue: 1), name: "bakery", title: "Bakery", zone: "Europe/Berlin", language: "en"),
            account: account, media: MemoryMedia(Self.files),
            samples: (
                PostPart(text: "Fresh bread & rolls: https://bakery.example/today #bread", media: [Desk.picture()]),
                PostPart(text: "Sold out.\nUntil tomorrow!", media: second)
            ),
            credential: credential, standing: { host.standing(of: "ann") },
            says: { text, isPrivate in
                host.change { server, now in
                    let bob = server.addAccount("bob", domain: "other.example", now: now)
                    _ = server.write(
                        "@ann \(text)", by: bob, visibility: isPrivate ? "direct" : "public", domain: "example.social",
                        now: now)
                }
            })
    }

    /// A context for asking the adapter.
    func context(_ steps: MemorySteps = MemorySteps()) -> AdapterContext {
        AdapterContext(
            clock: clock, transport: network, media: MemoryMedia(Self.files), pictures: PassingPictures(), steps: steps,
            manifest: adapter.manifest(adapter.describe(), for: account), credential: credential)
    }

    /// A request with the steps so far.
    func request(
        _ text: String, media: [MediaReference] = [], options: [String: String] = [:], parent: Receipt? = nil,
        index: Int = 0, id: Int64 = 9, steps: MemorySteps = MemorySteps()
    ) -> PublishRequest {
        PublishRequest(
            operation: OperationID(rawValue: id), post: PostID(rawValue: 8),
            brand: BrandProfile(
                id: BrandID(rawValue: 1), name: "bakery", title: "Bakery", zone: "Europe/Berlin", language: "en"),
            account: account, part: PostPart(text: text, media: media), index: index, language: "en", options: options,
            parent: parent, idempotencyKey: "key-\(id)", recordKey: "3aaaaaaaaaaaa", fingerprint: "", due: clock.now,
            intentAt: clock.now, steps: steps.steps)
    }

    /// Prepares and publishes.
    func publish(
        _ text: String, media: [MediaReference] = [], options: [String: String] = [:], parent: Receipt? = nil,
        index: Int = 0, id: Int64 = 9
    ) async throws -> Receipt {
        let steps = MemorySteps()
        let context = context(steps)
        let first = request(text, media: media, options: options, parent: parent, index: index, id: id)
        #expect(await adapter.prepare(first, in: context) == .prepared)
        var ready = first
        ready.steps = steps.steps
        let outcome = await adapter.publish(ready, in: context).outcome
        guard case .published(let receipt) = outcome else {
            Issue.record("\(outcome)")
            throw Failure("not-published", "It was not published.")
        }
        return receipt
    }
}
