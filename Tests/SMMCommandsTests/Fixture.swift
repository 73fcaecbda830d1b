import SMMAPI
import SMMCommands
import SMMModel

/// What the daemon of the tests knows: one brand, two accounts, one post.
enum Fixture {
    static let brand = BrandReference(id: BrandID(rawValue: 33_554_432), name: "bakery")
    static let shop = AccountReference(id: AccountID(rawValue: 67_108_864), name: "shop", platform: "site")
    static let news = AccountReference(id: AccountID(rawValue: 100_663_296), name: "news", platform: "mastodon")
    static let postID = PostID(rawValue: 1_125_899_906_842_624)
    /// Tuesday 24 November 2026, 09:30 in Berlin.
    static let due = moment("2026-11-24T08:30:00Z", "2026-11-24T09:30:00+01:00")
    static let made = moment("2026-11-23T17:12:05.250Z", "2026-11-23T18:12:05.250+01:00")

    static func moment(_ at: String, _ local: String) -> Moment {
        Moment(at: at, local: local, zone: "Europe/Berlin")
    }

    static func json(_ value: some Encodable) -> String {
        guard let data = try? WireJSON.encode(value) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }

    static func page<Item: Codable & Hashable & Sendable>(_ items: [Item], next: String? = nil) -> String {
        json(Page(items: items, next: next))
    }

    static func post(
        state: PostState = .scheduled, due: Moment? = due, text: String = "Open until nine tonight",
        url: String? = nil, holds: [HoldView] = []
    ) -> PostView {
        PostView(
            id: postID, brand: brand, state: state, changes: 3, author: "anna",
            parts: [PartView(text: text, media: [])],
            variants: [:],
            revision: RevisionView(
                id: RevisionID(rawValue: 134_217_728), number: 1, hash: String(repeating: "ab", count: 32),
                createdAt: made, createdBy: "anna"),
            allowRepeat: false, createdAt: made, updatedAt: made,
            deliveries: [
                DeliveryView(
                    id: DeliveryID(rawValue: 167_772_160), account: shop, state: state,
                    schedule: ScheduleView(kind: due == nil ? "none" : "slot", due: due), url: url, operations: [])
            ], holds: holds, next: [])
    }

    static func summary(_ excerpt: String, id: PostID = postID, state: PostState = .scheduled) -> PostSummary {
        PostSummary(
            id: id, brand: brand, state: state, excerpt: excerpt, parts: 1, media: 1, author: "anna", due: due,
            createdAt: made, targets: [PostTarget(account: shop, state: state, due: due)], held: [])
    }

    static func queueItem(_ excerpt: String, day: Int) -> QueueItem {
        QueueItem(
            operation: OperationID(rawValue: Int64(day) << 32), post: PostID(rawValue: Int64(day) << 33), brand: brand,
            account: shop, kind: Open(OperationKind.publish), part: 0, parts: 1, state: Open(OperationState.scheduled),
            due: moment("2026-11-\(day)T08:30:00Z", "2026-11-\(day)T09:30:00+01:00"), schedule: "slot",
            excerpt: excerpt, held: [])
    }

    static let status: StatusView = {
        var counts = StatusCounts(
            drafts: 2, scheduled: 5, underway: 0, uncertain: 0, unknown: 1, missed: 0, failed: 0, published: 7,
            holds: 1)
        let item = queueItem("Open until nine tonight", day: 24)
        counts.drafts = 2
        return StatusView(
            release: "0.1.0", since: moment("2026-11-21T08:00:00Z", "2026-11-21T09:00:00+01:00"),
            now: moment("2026-11-24T08:00:00Z", "2026-11-24T09:00:00+01:00"), state: "running", counts: counts,
            brands: [BrandStatus(brand: brand, counts: counts, next: item)],
            attention: [
                AttentionItem(
                    kind: "unknown", message: "Nobody could find out whether a post is on shop.",
                    next: "smmctl post resolve pst_1 --published URL | --not-published", brand: brand, post: postID)
            ])
    }()

    /// Runs a command against `daemon`.
    static func run(
        _ arguments: [String], _ daemon: FakeDaemon, console: Console = Console(), variables: [String: String] = [:],
        input: [UInt8] = [], isInteractive: Bool = false, width: Int? = nil
    ) async -> (status: Int32, output: String, error: String) {
        let terminal = console.terminal(
            variables: ["SMM_SOCKET": daemon.socket, "LANG": "C.UTF-8"].merging(variables) { $1 }, input: input,
            isInteractive: isInteractive, width: width)
        let status = await CommandRunner.run(arguments, terminal: terminal)
        return (status, console.output, console.error)
    }

    /// Starts a daemon, runs `body`, stops the daemon.
    static func withDaemon<Value>(
        _ handler: @escaping @Sendable (FakeDaemon.Request) -> FakeDaemon.Answer,
        _ body: (FakeDaemon) async throws -> Value
    ) async throws -> Value {
        let daemon = try FakeDaemon(handler: handler)
        defer { daemon.stop() }
        return try await body(daemon)
    }
}
