package import SMMAdapterKit
package import SMMModel

/// A fake network, a clock, an adapter and an account, put together for a test.
package struct FakeWorld: Sendable {
    /// The network.
    package let host: FakeNetworkHost
    /// The clock of all of them.
    package let clock: FakeClock
    /// The adapter.
    package let adapter: FakeNetworkAdapter
    /// The steps of the operation under test.
    package let steps = MemorySteps()
    /// The brand.
    package let brand: BrandProfile
    /// The account.
    package let account: AccountProfile
    /// What the adapter may reach.
    package let context: AdapterContext
    private let ids: IDSource

    /// A world of a network with these rules, reached without sockets; `media` by SHA-256.
    package init(
        _ rules: FakeRules, script: FakeScript = FakeScript(), clock: FakeClock = FakeClock(),
        media: MemoryMedia = MemoryMedia(), settings: [String: String] = [:]
    ) {
        let host = FakeNetworkHost(rules, script: script, clock: clock)
        self.init(
            rules, host: host, clock: clock, media: media, settings: settings, transport: FakeTransport(host))
    }

    /// A world of a network that is there already, reached by `transport`.
    package init(
        _ rules: FakeRules, host: FakeNetworkHost, clock: FakeClock, media: MemoryMedia = MemoryMedia(),
        settings: [String: String] = [:], transport: any HTTPTransport
    ) {
        self.host = host
        self.clock = clock
        adapter = FakeNetworkAdapter(rules)
        ids = IDSource(clock: clock)
        brand = BrandProfile(id: ids.next(), name: "bakery", title: "The Bakery", zone: "Europe/Berlin", language: "de")
        account = AccountProfile(
            id: ids.next(), brand: brand.id, platform: adapter.describe().platform, name: "main", settings: settings)
        context = AdapterContext(
            clock: clock, transport: transport, media: media, steps: steps, manifest: adapter.describe())
    }

    /// The same network without the sockets in between.
    package var contextWithoutSockets: AdapterContext {
        AdapterContext(
            clock: clock, transport: FakeTransport(host), media: context.media, steps: steps,
            manifest: adapter.describe())
    }

    /// The account's name on the network.
    package var handle: String { account.settings["handle"] ?? account.id.description }

    /// The address the network gives a post.
    package func url(_ id: String) -> String { "https://fake.example/\(handle)/\(id)" }

    /// A new operation that publishes `text`.
    package func request(_ text: String, media: [MediaReference] = [], parent: Receipt? = nil) -> PublishRequest {
        let operation = ids.next(OperationIDKind.self)
        return PublishRequest(
            operation: operation, post: ids.next(), brand: brand, account: account,
            part: PostPart(text: text, media: media), language: "de", parent: parent, root: parent,
            idempotencyKey: "key-" + operation.description,
            recordKey: "r" + Crockford.encode(UInt64(bitPattern: operation.rawValue)), fingerprint: "fingerprint",
            due: clock.now, intentAt: clock.now)
    }

    /// Publishes.
    package func result(_ request: PublishRequest) async -> AttemptResult {
        await adapter.publish(request, in: context)
    }

    /// Publishes; the outcome alone.
    package func publish(_ request: PublishRequest) async -> AttemptOutcome { await result(request).outcome }

    /// Asks what became of it, over the window the publish machine uses.
    package func reconcile(_ request: PublishRequest, owned: [String] = []) async -> ReconcileResult {
        await adapter.reconcile(
            ReconcileRequest(
                sent: request, from: request.intentAt - ReconcileRequest.lookback, until: clock.now, owned: owned),
            in: context)
    }
}
