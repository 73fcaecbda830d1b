package import SMMAdapterKit
import SMMAtproto
package import SMMModel

/// A stateful, strict server of the AT Protocol with the network around it, as a pure value: requests and time in,
/// answers and effects out.
///
/// It is the account's server, the directory of `did:plc` (`GET /did:plc:…`), the site of every handle
/// (`/.well-known/atproto-did` by the host that is asked), the view of the network, the chat and the video service at
/// once: each is told by the path and the header fields alone, so all addresses may be the same. All effects stay on
/// record, so that a harness can count what is lost and what is doubled without asking the daemon.
package struct FakeBluesky: Sendable, FaultedFake {
    /// How it behaves when nothing is scripted.
    package var rules: FakeBlueskyRules
    /// What happens to which request, by kind.
    package var script: FakeScript
    /// What happens to the next requests of a method, before the script is asked: `com.atproto.server.refreshSession`.
    package var planned: [String: [FakeFault]] = [:]
    /// Where documents say that the server is.
    package var url = "https://pds.example"
    /// The lexicons requests and records are checked against; without them only texts and keys are.
    package var catalog: LexiconCatalog?
    /// Every effect, in order.
    package internal(set) var writes: [FakeBlueskyWrite] = []
    /// Requests of each kind, whatever became of them.
    package private(set) var counts: [FakeRequestKind: Int] = [:]
    /// Requests of each method.
    package private(set) var methods: [String: Int] = [:]
    /// The last unharmed success of each kind.
    package private(set) var answers: [FakeRequestKind: HTTPResponse] = [:]
    /// Everyone, by DID.
    package internal(set) var accounts: [String: FakeBlueskyAccount] = [:]

    var repos: [String: FakeBlueskyRepo] = [:]
    var blobs: [String: [String: FakeBlueskyBlob]] = [:]
    var sessions: [String: FakeBlueskySession] = [:]
    var refreshes: [String: FakeBlueskyRefreshState] = [:]
    var notifications: [FakeBlueskyNotification] = []
    var conversations: [String: FakeBlueskyConversation] = [:]
    var chatLog: [(rev: String, conversation: String, message: Int)] = []
    var jobs: [String: FakeBlueskyJob] = [:]
    var uploads: [String: FakeBlueskyUpload] = [:]
    var meters: [String: FakeBlueskyMeter] = [:]
    var tids = TIDClock(number: 7)
    private var serial = 0
    var late: [(at: Instant, call: HTTPRequest)] = []

    /// A network without anyone.
    package init(_ rules: FakeBlueskyRules = .reference, script: FakeScript = FakeScript()) {
        self.rules = rules
        self.script = script
    }

    /// Takes one request at `now`, its secrets revealed. Never traps, whatever the request holds.
    package mutating func handle(_ request: HTTPRequest, now: Instant) -> FakeAnswer {
        settle(now: now)
        let call = XRPCCall(request)
        let kind = Self.kind(call)
        counts[kind, default: 0] += 1
        if let method = call.method { methods[method, default: 0] += 1 }
        return answer(request, kind, fault(call, kind), now: now)
    }

    /// Lets the effects of late requests happen whose time has come. `handle` does it too.
    package mutating func settle(now: Instant) { performLate(now: now) }

    /// A number that was not given before, as text.
    mutating func nextID(_ prefix: String) -> String {
        serial += 1
        return "\(prefix)\(serial)"
    }

    /// How often a record that stood was replaced or taken away.
    package var changeCount: Int { writes.count { $0.action != .create } }

    private mutating func fault(_ call: XRPCCall, _ kind: FakeRequestKind) -> FakeFault {
        if let method = call.method, var faults = planned[method], !faults.isEmpty {
            let fault = faults.removeFirst()
            planned[method] = faults
            return fault
        }
        return script.next(kind, by: call.bearer.flatMap(FakeBlueskyToken.init)?.did)
    }

    mutating func performTwice(_ request: HTTPRequest, _ kind: FakeRequestKind, now: Instant) -> HTTPResponse {
        let response = perform(request, now: now)
        if kind == .publish { _ = perform(request, now: now) }
        return response
    }

    mutating func perform(_ request: HTTPRequest, now: Instant) -> HTTPResponse {
        let call = XRPCCall(request)
        guard let method = call.method else { return site(call) }
        do throws(FakeBlueskyRefusal) {
            let response = try perform(method, call, now: now)
            if response.status < 300 { answers[Self.kind(call)] = response }
            return response
        } catch {
            return error.response(rules)
        }
    }

    /// What kind of request it is: writes of posts and messages publish, other writes change.
    private static func kind(_ call: XRPCCall) -> FakeRequestKind {
        switch call.method {
        case "com.atproto.repo.createRecord", "com.atproto.repo.putRecord", "com.atproto.repo.applyWrites":
            let body = try? ATValue(json: call.body, lenient: true)
            let collections = [body?["collection"]] + (body?["writes"]?.elements ?? []).map { $0["collection"] }
            return collections.contains("app.bsky.feed.post") ? .publish : .change
        case "com.atproto.repo.deleteRecord": return .change
        case "chat.bsky.convo.sendMessage": return .publish
        case "com.atproto.repo.uploadBlob", "app.bsky.video.uploadVideo", "app.bsky.video.startUpload",
            "app.bsky.video.uploadPart", "app.bsky.video.finishUpload":
            return .upload
        default: return .read
        }
    }
}
