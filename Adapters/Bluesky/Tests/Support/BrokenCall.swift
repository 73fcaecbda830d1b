import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

/// One thing the adapter does, on a server of which one answer is broken.
enum BrokenCall: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case connect, refresh, check, mentions, comments, metrics, read, profile, messages, favourite, upload, video
    case publish, reconcile, delete, update

    var testDescription: String { rawValue }

    /// What came of it, and what is wrong with that; nil when it can be defended.
    typealias Result = (outcome: String, fault: String?)

    private static let everything = {
        let server = ScriptedServer()
        Everything.serve(on: server)
        server.on("app.bsky.feed.getPosts", Answers.json(.object(["posts": .array([])])))
        return server
    }()

    /// A place with everything a call needs, whose record stands where the call is about one.
    func place() async -> (place: Place, shelf: RecordShelf) {
        var place = Place()
        var video = Place.picture("v", bytes: 3)
        video.type = "video/mp4"
        place.media = MemoryMedia([Place.picture().sha256: [1, 2, 3], video.sha256: [1, 2, 3]])
        place.server = ScriptedServer(like: Self.everything)
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        switch self {
        case .publish, .reconcile, .read, .delete:
            let request = place.request("Hello")
            if await place.adapter.prepare(request, in: place.context) == .prepared, self != .publish {
                _ = await place.adapter.publish(place.again(request), in: place.context)
            }
        default: break
        }
        return (place, shelf)
    }

    /// Does it.
    func run(_ place: Place, _ shelf: RecordShelf, by transport: any HTTPTransport) async -> Result {
        let (adapter, account) = (place.adapter, place.account)
        let context = AdapterContext(
            clock: place.clock, transport: transport, media: place.media, steps: place.steps,
            manifest: place.context.manifest, credential: place.credential)
        let connecting = ConnectContext(
            clock: place.clock, transport: transport, manifest: adapter.describe(), random: { _ in [] })
        let query = MessageQuery(account: account)
        let receipt = Receipt(remoteID: Place.uri)
        switch self {
        case .connect: return await connect(place, connecting)
        case .refresh:
            let result = await adapter.refresh(place.credential, of: account, in: connecting)
            guard case .renewed(let credential) = result else { return (result.name, nil) }
            return ("renewed", Self.isWhole(credential) ? nil : "a secret is empty")
        case .check: return ((await adapter.check(account, in: context)).name, nil)
        case .mentions: return ((await adapter.mentions(query, in: context)).name, nil)
        case .comments: return ((await adapter.comments(on: receipt, query, in: context)).name, nil)
        case .metrics: return ((await adapter.metrics(of: [receipt], of: account, in: context)).name, nil)
        case .profile: return ((await adapter.profile(of: account, in: context)).name, nil)
        case .messages: return ((await adapter.directMessages(query, in: context)).name, nil)
        case .favourite:
            return ((await adapter.favourite(receipt, true, of: account, in: context).outcome).name, nil)
        case .update:
            let change = ProfileChange(name: "Ann", about: "Bread")
            return ((await adapter.update(change, of: account, in: context).outcome).name, nil)
        case .upload, .video: return await prepare(place, context)
        case .read:
            let result = await adapter.read(receipt, of: account, in: context)
            guard case .read(let post, _) = result else { return (result.name, nil) }
            return ("read", post?.receipt.remoteID == Place.uri ? nil : "what stands was not read")
        default: return await record(place, shelf, context)
        }
    }

    private func record(_ place: Place, _ shelf: RecordShelf, _ context: AdapterContext) async -> Result {
        let request = place.again(place.request("Hello"))
        let path = "app.bsky.feed.post/\(Place.key)"
        switch self {
        case .publish:
            let outcome = await place.adapter.publish(request, in: context).outcome
            guard case .published(let receipt) = outcome else { return (outcome.name, nil) }
            let isRight = receipt.remoteID == Place.uri && receipt.version == shelf[path].map(RecordShelf.cid)
            return ("published", isRight ? nil : "\(receipt)")
        case .reconcile:
            let result = await place.adapter.reconcile(
                ReconcileRequest(sent: request, from: place.clock.now - .seconds(120), until: place.clock.now),
                in: context)
            switch result {
            case .found(let receipt): return ("found", receipt.remoteID == Place.uri ? nil : "\(receipt)")
            case .absent, .several: return (result.name, "the record stands")
            default: return (result.name, nil)
            }
        default:
            let outcome = await place.adapter.delete(
                DeleteRequest(
                    operation: request.operation, post: request.post, brand: request.brand, account: request.account,
                    receipt: Receipt(remoteID: Place.uri)), in: context
            ).outcome
            let isRight = outcome.name != "published" || shelf[path] == nil
            return (outcome.name, isRight ? nil : "the record stands")
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
