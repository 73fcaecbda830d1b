import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

/// One thing the adapter does, on a server of which one answer is broken.
enum BrokenCall: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case connect, refresh, check, mentions, comments, metrics, read, profile, messages, upload, video, reconcile
    case publish, gatedPublish, delete, update, favourite, takeBack, message

    var testDescription: String { rawValue }

    /// What came of it, and what is wrong with that; nil when it can be defended.
    typealias Result = (outcome: String, fault: String?)

    /// Where a call is made, and what stands there.
    typealias Scene = (place: Place, shelf: RecordShelf, chat: ChatShelf)

    private static let everything = {
        let server = ScriptedServer()
        Everything.serve(on: server)
        return server
    }()

    /// The post of somebody else that is liked.
    static let liked = Receipt(
        remoteID: "at://did:plc:bob/app.bsky.feed.post/3lbkxyzabc222",
        version: "bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")

    /// A place with everything a call needs, whose record stands where the call is about one.
    func scene() async -> Scene {
        var place = Place()
        var video = Place.picture("v", bytes: 3)
        video.type = "video/mp4"
        place.media = MemoryMedia([Place.picture().sha256: [1, 2, 3], video.sha256: [1, 2, 3]])
        place.server = ScriptedServer(like: Self.everything, isWatched: false)
        let (shelf, chat) = (RecordShelf(), ChatShelf())
        shelf.serve(on: place.server)
        chat.serve(on: place.server)
        switch self {
        case .publish, .reconcile, .read, .delete:
            let request = place.request("Hello")
            if await place.adapter.prepare(request, in: place.context) == .prepared, self != .publish {
                _ = await place.adapter.publish(place.again(request), in: place.context)
            }
        case .update:
            shelf["app.bsky.actor.profile/self"] = .object([
                "$type": .string("app.bsky.actor.profile"), "displayName": .string("Old"),
                "website": .string("https://example.com"),
            ])
        case .takeBack:
            _ = await place.adapter.favourite(Self.liked, true, of: place.account, in: place.context)
        default: break
        }
        return (place, shelf, chat)
    }

    /// Does it.
    func run(_ scene: Scene, by server: BreakingServer) async -> Result {
        let place = scene.place
        let (adapter, account) = (place.adapter, place.account)
        let context = AdapterContext(
            clock: place.clock, transport: server, media: place.media, pictures: place.pictures, steps: place.steps,
            manifest: place.context.manifest, credential: place.credential)
        let connecting = ConnectContext(
            clock: place.clock, transport: server, manifest: adapter.describe(), random: { _ in [] })
        let receipt = Receipt(remoteID: Place.uri)
        switch self {
        case .connect: return await connect(place, connecting)
        case .refresh:
            let result = await adapter.refresh(place.credential, of: account, in: connecting)
            guard case .renewed(let credential) = result else { return (result.name, nil) }
            return ("renewed", Self.isWhole(credential) ? nil : "a secret is empty")
        case .upload, .video: return await prepare(place, context)
        case .reconcile:
            let sent = place.again(place.request("Hello"))
            let result = await adapter.reconcile(
                ReconcileRequest(sent: sent, from: place.clock.now - .seconds(120), until: place.clock.now), in: context
            )
            switch result {
            case .found(let receipt): return ("found", receipt.remoteID == Place.uri ? nil : "\(receipt)")
            case .absent, .several: return (result.name, "the record stands")
            default: return (result.name, nil)
            }
        case .check, .mentions, .comments, .metrics, .read, .profile, .messages:
            return await look(receipt, account, adapter, context)
        case .publish, .gatedPublish, .delete, .update, .favourite, .takeBack, .message:
            let outcome = await act(place, context)
            return (outcome.name, fault(of: outcome, scene, isRefused: server.refuses))
        }
    }

    private func prepare(_ place: Place, _ context: AdapterContext) async -> Result {
        var medium = Place.picture(self == .video ? "v" : "a", bytes: 3)
        if self == .video { medium.type = "video/mp4" }
        let request = place.request("Look", media: [medium])
        var result = await place.adapter.prepare(request, in: context)
        // A video is asked for once more when its service has had time.
        if self == .video { result = await place.adapter.prepare(place.again(request), in: context) }
        guard result == .prepared else { return (result.name, nil) }
        return ("prepared", place.record?["embed"] == nil ? "nothing is shown" : nil)
    }

    private func connect(_ place: Place, _ context: ConnectContext) async -> Result {
        let settings = ["handle": Place.handle]
        let first = await place.adapter.connect(ConnectRequest(settings: settings), in: context)
        guard case .ask(_, let memory) = first else { return (Self.name(first), nil) }
        let answer = ConnectAnswer.password(Secret("p"), factor: nil)
        let last = await place.adapter.connect(
            ConnectRequest(settings: settings, answer: answer, memory: memory), in: context)
        guard case .connected(let account) = last else { return (Self.name(last), nil) }
        let isRight = account.identity == Place.did && Self.isWhole(account.credential)
        return ("connected", isRight ? nil : "\(account.identity)")
    }

    private static func isWhole(_ credential: Credential) -> Bool {
        ["access", "refresh", "password"].allSatisfy { credential.secrets[$0]?.isEmpty == false }
    }

    private static func name(_ step: ConnectStep) -> String {
        switch step {
        case .visit: "visit"
        case .ask: "ask"
        case .connected: "connected"
        case .refused: "refused"
        case .tryAgain: "tryAgain"
        }
    }
}
