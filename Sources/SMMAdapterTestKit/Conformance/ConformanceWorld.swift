package import SMMAdapterKit
package import SMMModel

/// Everything one conformance check needs, made anew for each.
package struct ConformanceWorld: Sendable {
    /// The adapter under test.
    package var adapter: any PlatformAdapter
    /// The platform it speaks to; nil for an adapter that uses no network.
    package var network: (any ConformanceNetwork)?
    /// The clock of the world.
    package var clock: FakeClock
    /// The brand.
    package var brand: BrandProfile
    /// The account.
    package var account: AccountProfile
    /// The media of the samples.
    package var media: any MediaReader
    /// Two different parts that keep the platform's limits.
    package var samples: (first: PostPart, second: PostPart)
    /// The account's credential, where the platform takes one.
    package var credential: Credential?
    /// How long after an effect a question is sure to see it.
    package var settle: Milliseconds
    /// How many things stand on the platform.
    package var standing: @Sendable () async -> Int
    /// Somebody else says something to the account, to all or to it alone; nil where nobody can.
    package var says: (@Sendable (_ text: String, _ isPrivate: Bool) async -> Void)?

    let steps = MemorySteps()
    private let ids: IDSource

    /// A world.
    package init(
        adapter: any PlatformAdapter, network: (any ConformanceNetwork)?, clock: FakeClock, brand: BrandProfile,
        account: AccountProfile, media: any MediaReader = MemoryMedia(),
        samples: (first: PostPart, second: PostPart), credential: Credential? = nil,
        settle: Milliseconds = .seconds(180), standing: @escaping @Sendable () async -> Int,
        says: (@Sendable (_ text: String, _ isPrivate: Bool) async -> Void)? = nil
    ) {
        self.adapter = adapter
        self.network = network
        self.clock = clock
        self.brand = brand
        self.account = account
        self.media = media
        self.samples = samples
        self.credential = credential
        self.settle = settle
        self.standing = standing
        self.says = says
        self.ids = IDSource(clock: clock)
    }

    /// The manifest as it holds for the account.
    var manifest: PlatformManifest { adapter.manifest(adapter.describe(), for: account) }

    /// Whether the adapter promises it for the account. A border has the type of all that any adapter can; what it stands
    /// before counts.
    func can(_ capability: Capability) -> Bool { manifest.capabilities.contains(capability) }

    var context: AdapterContext {
        AdapterContext(
            clock: clock, transport: network ?? NoTransport(), media: media, pictures: PassingPictures(), steps: steps,
            manifest: manifest, credential: credential)
    }

    /// A new operation, its media uploaded where the adapter does that.
    func prepared(_ part: PostPart? = nil, parent: Receipt? = nil) async -> PublishRequest {
        await prepare(request(part, parent: parent))
    }

    /// A new operation, nothing done yet; the steps of the one before are forgotten.
    func request(_ part: PostPart? = nil, parent: Receipt? = nil) -> PublishRequest {
        steps.clear()
        let operation = ids.next(OperationIDKind.self)
        return PublishRequest(
            operation: operation, post: ids.next(), brand: brand, account: account, part: part ?? samples.first,
            language: brand.language, parent: parent, root: parent, idempotencyKey: "key-\(operation)",
            recordKey: Self.key(operation), fingerprint: String(repeating: "0", count: 64), due: clock.now,
            intentAt: clock.now)
    }

    /// The request with what its steps stored, as the machine hands it back.
    func withSteps(_ request: PublishRequest) -> PublishRequest {
        var request = request
        request.steps = steps.steps
        return request
    }

    func publish(_ request: PublishRequest) async -> AttemptOutcome {
        await adapter.publish(request, in: context).outcome
    }

    func reconcile(_ request: PublishRequest, owned: [String] = []) async -> ReconcileResult {
        await adapter.reconcile(
            ReconcileRequest(
                sent: withSteps(request), from: request.intentAt - ReconcileRequest.lookback, until: clock.now,
                owned: owned),
            in: context)
    }

    func delete(_ request: PublishRequest, _ receipt: Receipt, with adapter: any DeletesPosts) async -> AttemptOutcome {
        await adapter.delete(
            DeleteRequest(
                operation: request.operation, post: request.post, brand: brand, account: account, receipt: receipt),
            in: context
        ).outcome
    }

    private func prepare(_ request: PublishRequest) async -> PublishRequest {
        guard let preparing = adapter as? any PreparesMedia else { return request }
        _ = await preparing.prepare(request, in: context)
        return withSteps(request)
    }

    /// 13 letters of the TID alphabet, in the order of the operations.
    private static func key(_ operation: OperationID) -> String {
        let letters = Array("234567abcdefghijklmnopqrstuvwxyz")
        var rest = UInt64(bitPattern: operation.rawValue)
        var key = ""
        for _ in 0..<13 {
            key.insert(letters[Int(rest & 31)], at: key.startIndex)
            rest >>= 5
        }
        return key
    }
}
