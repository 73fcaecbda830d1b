import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport

/// An account on the fake network, connected by the protocol's own ways.
struct FakePlace {
    /// The behaviours of observed-behaviour, "Bluesky", by name.
    static let profiles = ["reference", "pds1", "pds2"]

    let clock = FakeClock()
    let host: FakeBlueskyHost
    /// The host, every request to which is held against the lexicons.
    let network: any ConformanceNetwork
    let adapter = BlueskyAdapter()
    let steps = MemorySteps()
    let connected: ConnectedAccount

    /// Connects `ann.example` on a network that behaves like `profile`, through another adapter where one is given.
    init(
        _ profile: String, connecting connector: (any ConnectsAccounts)? = nil,
        _ change: (inout FakeBlueskyRules) -> Void = { _ in }
    ) async throws {
        guard var rules = FakeBlueskyRules.profiles[profile] else { throw Failure("profile", "No such profile.") }
        change(&rules)
        host = FakeBlueskyHost(rules, catalog: SharedFolder.isWanted ? try SharedSpecs.lexicons() : nil, clock: clock)
        network = try LexiconWatch.watched(host)
        host.change { network, now in
            _ = network.add(FakeBlueskySeat("ann.example", appPassword: "app-pass", isPrivileged: true), now: now)
            _ = network.add(FakeBlueskySeat("bob.example"), now: now)
        }
        let context = ConnectContext(
            clock: clock, transport: network, manifest: adapter.describe(), random: { [UInt8](repeating: 1, count: $0) }
        )
        let settings = ["handle": "@ann.example"]
        let adapter = connector ?? adapter
        guard case .ask(_, let memory) = await adapter.connect(ConnectRequest(settings: settings), in: context) else {
            throw Failure("not-found", "The account was not found.")
        }
        let answer = ConnectAnswer.password(Secret("app-pass"), factor: nil)
        let step = await adapter.connect(
            ConnectRequest(settings: settings, answer: answer, memory: memory), in: context)
        guard case .connected(let account) = step else { throw Failure("not-connected", "\(step)") }
        connected = account
    }

    var did: String { connected.identity }

    var account: AccountProfile {
        var facts = connected.facts
        facts["identity"] = connected.identity
        return AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 1), platform: "bluesky", name: "ann",
            settings: connected.settings, facts: facts)
    }

    var context: AdapterContext {
        AdapterContext(
            clock: clock, transport: network, media: Self.media, pictures: PassingPictures(), steps: steps,
            manifest: adapter.manifest(adapter.describe(), for: account), credential: connected.credential)
    }

    static let media = MemoryMedia([Place.picture().sha256: [0xFF, 0xD8, 0xFF]])

    /// The world of one conformance check.
    var world: ConformanceWorld {
        let (host, did) = (host, did)
        return ConformanceWorld(
            adapter: adapter, network: network, clock: clock, brand: Place().request("").brand, account: account,
            media: Self.media,
            samples: (
                PostPart(text: "Ask @bob.example about https://example.com/a #one", media: [Place.picture()]),
                PostPart(text: "Second.")
            ), credential: connected.credential, standing: { host.report().keys(of: did).count },
            says: { text, isPrivate in
                let act = FakeBlueskyAct(
                    isPrivate ? .message : .post, by: "bob.example", text: text, to: "ann.example")
                _ = host.change { $0.perform(act, now: $1) }
            })
    }
}
