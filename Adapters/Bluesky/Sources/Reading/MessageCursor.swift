import SMMAdapterKit
import SMMModel

/// Where reading a list goes on that begins with its newest: the time of the newest thing, and what was given of the time
/// before it. Opaque to everybody else.
///
/// Things may appear late and out of order, so what is older than the newest is looked at again, a little at every read
/// and much of it now and then (``ReadingDepth``); what was given already is left out by its id. Ids are forgotten by age,
/// and the oldest when there are too many: those may be given again.
struct MessageCursor: Sendable, Hashable, Codable {
    /// The most ids that are kept, 16 bytes each.
    static let maximumSeen = 10_000

    /// The time of the newest thing given, never later than it was when it was read; nil at the beginning.
    private var newest: Instant?
    /// What is older was there before reading began; nil where all of the list was read then.
    private var floor: Instant?
    /// What was given of the time before the newest, and what bears a time that is still to come.
    private var seen = SeenIDs()
    /// The reading of the list.
    private var run = ReadingRun()
    /// The newest thing of the list being read.
    private var next: Instant?
    /// What was given of the list being read.
    private var given = SeenIDs()

    /// The beginning.
    init() {}

    /// Reads a cursor; the beginning for anything that is none.
    init(_ text: String?) {
        if let cursor = CursorText.read(text, as: MessageCursor.self) { self = cursor }
    }

    /// The cursor as text.
    var text: String { CursorText.of(self) }

    /// Whether nothing was read yet.
    var isNew: Bool { run.isNew }

    /// The reading that is under way, or a new one that begins `now`.
    mutating func begin(now: Instant) -> ReadingPass { run.begin(now: now) { _ in nil } }

    /// Whether a page, the newest first, reaches below what this reading looks at again. Two things must say so: one alone
    /// may stand in the wrong place.
    func isBelow(_ page: [RemoteMessage]) -> Bool {
        guard let newest, let pass = run.pass, !page.isEmpty else { return false }
        let overlapped = newest - pass.depth.overlap
        let horizon = floor.map { max($0, overlapped) } ?? overlapped
        return page.suffix(2).allSatisfy { $0.at < horizon }
    }

    /// Whether this was not given yet.
    func isNew(_ message: RemoteMessage) -> Bool {
        guard !given.contains(message.remoteID), !seen.contains(message.remoteID) else { return false }
        if let floor, message.at < floor { return false }
        return newest.map { message.at >= $0 - ReadingDepth.deep.overlap } ?? true
    }

    /// Takes note of what is given. A time that is still to come counts as `now`, since everything much older than the
    /// newest would be taken for known.
    mutating func give(_ messages: [RemoteMessage], now: Instant) {
        for message in messages {
            given.insert(message.remoteID, at: message.at)
            let at = min(message.at, now)
            next = max(next ?? at, at)
        }
    }

    /// The list goes on at `resume`.
    mutating func turn(to resume: String) { run.turn(to: resume) }

    /// Reading began with `page`, and what stands below it was there before; but for what is a little older, which may
    /// only have been late.
    mutating func settle(below page: [RemoteMessage]) {
        floor = page.map(\.at).min().map { $0 - ReadingDepth.shallow.overlap }
    }

    /// The list was read down to what is known: the next one begins at its top.
    mutating func finish() {
        newest = [newest, next].compactMap { $0 }.max()
        seen.merge(given)
        if let newest {
            var horizon = newest - ReadingDepth.deep.overlap
            seen.forget(before: horizon)
            while seen.count > Self.maximumSeen, horizon < newest {
                horizon = horizon + .hours(1)
                seen.forget(before: horizon)
            }
        }
        given = SeenIDs()
        next = nil
        run.end()
    }
}
