import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Synchronization
import Testing

@Suite("Bluesky: mutated answers")
struct BlueskyMutationTests {
    /// Mutated answers in all, over every call this adapter makes.
    private static let turns = 10_000

    /// A server that breaks what it would say, the same way from the same seed.
    private final class Breaking: HTTPTransport {
        let inner: ScriptedServer
        private let state: Mutex<(mutator: FakeMutator, left: Int)>

        init(_ inner: ScriptedServer, seed: UInt64) {
            self.inner = inner
            state = Mutex((FakeMutator(seed: seed), 0))
        }

        /// Lets this many answers pass whole before one is broken.
        func pass(_ count: Int) { state.withLock { $0.left = count } }

        func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
            var response = try await inner.send(request)
            state.withLock { state in
                state.left -= 1
                guard state.left < 0 else { return }
                response.body = state.mutator.mutate(response.body)
                response.status = state.mutator.pick([response.status, response.status, response.status, 400, 401, 500])
            }
            return response
        }
    }

    @Test("neither trap nor make an account, a session or a post of what says nothing of the kind")
    func mutated() async {
        for seed in 0..<UInt64(Self.turns / 10) {
            var place = Place()
            var video = Place.picture("v", bytes: 3)
            video.type = "video/mp4"
            place.media = MemoryMedia([Place.picture().sha256: [1, 2, 3], video.sha256: [1, 2, 3]])
            Everything.serve(on: place.server)
            let broken = Breaking(place.server, seed: seed)
            let context = AdapterContext(
                clock: place.clock, transport: broken, media: place.media, steps: place.steps,
                manifest: place.context.manifest, credential: place.credential)
            let connecting = ConnectContext(
                clock: place.clock, transport: broken, manifest: place.adapter.describe(), random: { _ in [] })
            broken.pass(Int(seed % 6))
            await connect(place, connecting)
            broken.pass(0)
            if case .renewed(let credential) = await place.adapter.refresh(
                place.credential, of: place.account, in: connecting)
            {
                #expect(credential.secrets.values.allSatisfy { !$0.isEmpty })
            }
            let query = MessageQuery(account: place.account)
            _ = await place.adapter.check(place.account, in: context)
            _ = await place.adapter.mentions(query, in: context)
            _ = await place.adapter.comments(on: Receipt(remoteID: Place.uri), query, in: context)
            _ = await place.adapter.metrics(of: [Receipt(remoteID: Place.uri)], of: place.account, in: context)
            _ = await place.adapter.read(Receipt(remoteID: Place.uri), of: place.account, in: context)
            _ = await place.adapter.profile(of: place.account, in: context)
            _ = await place.adapter.directMessages(query, in: context)
            broken.pass(Int(seed % 3))
            _ = await place.adapter.prepare(place.request("Look @ann.example.com", media: [video]), in: context)
        }
    }

    private func connect(_ place: Place, _ context: ConnectContext) async {
        let settings = ["handle": Place.handle]
        let first = await place.adapter.connect(ConnectRequest(settings: settings), in: context)
        guard case .ask(_, let memory) = first else { return }
        let last = await place.adapter.connect(
            ConnectRequest(settings: settings, answer: .password(Secret("p"), factor: nil), memory: memory), in: context
        )
        guard case .connected(let account) = last else { return }
        #expect(account.identity == Place.did)
        #expect(["access", "refresh", "password"].allSatisfy { account.credential.secrets[$0]?.isEmpty == false })
    }
}
