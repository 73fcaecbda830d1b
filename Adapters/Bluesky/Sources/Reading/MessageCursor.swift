import SMMAdapterKit
import SMMModel

/// Where reading goes on: the time of the newest thing, and what was seen shortly before it. Opaque to everybody else.
///
/// Things may appear late and out of order, so what is a little older than the newest is looked at again, and what was
/// given already is left out by its id.
struct MessageCursor: Sendable, Hashable {
    /// How far back things may still appear.
    static let window = Milliseconds.minutes(15)
    /// The most ids that are remembered; more than that may be given twice, which callers know how to take.
    private static let maximumSeen = 200

    /// The time of the newest thing given; nil at the beginning.
    var newest: Instant?
    /// What was given shortly before it, by id.
    var seen: Set<String> = []
    /// Where the server's list goes on, when it was not read to its end.
    var resume: String?
    /// The newest thing of the list being read.
    var next: Instant?
    /// What was given of the list being read, with its time.
    var given: [String: Instant] = [:]

    /// The beginning.
    init() {}

    /// Reads a cursor; the beginning for anything that is none.
    init(_ text: String?) {
        guard let text, let json = JSONValue(text: text) else { return }
        newest = json["t"]?.integer.map(Instant.init(milliseconds:))
        seen = Set((json["s"]?.elements ?? []).compactMap(\.string))
        resume = json["c"]?.word
        next = json["n"]?.integer.map(Instant.init(milliseconds:))
        for (id, time) in json["g"]?.members ?? [:] {
            given[id] = time.integer.map(Instant.init(milliseconds:))
        }
    }

    /// The cursor as text.
    var text: String {
        var members: [String: JSONValue] = [:]
        members["t"] = newest.map { .integer($0.milliseconds) }
        if !seen.isEmpty { members["s"] = .array(seen.sorted().map(JSONValue.string)) }
        members["c"] = resume.map(JSONValue.string)
        members["n"] = next.map { .integer($0.milliseconds) }
        if !given.isEmpty { members["g"] = .object(given.mapValues { .integer($0.milliseconds) }) }
        return JSONValue.object(members).text
    }

    /// Before this, everything is known; nil at the beginning.
    var horizon: Instant? { newest.map { $0 - Self.window } }

    /// Whether this was not given yet.
    func isNew(_ message: RemoteMessage) -> Bool {
        guard given[message.remoteID] == nil, !seen.contains(message.remoteID) else { return false }
        return horizon.map { message.at >= $0 } ?? true
    }

    /// Takes note of what is given.
    mutating func give(_ messages: [RemoteMessage]) {
        for message in messages {
            given[message.remoteID] = message.at
            next = max(next ?? message.at, message.at)
        }
    }

    /// The list was read down to what is known: the next one begins at its top.
    mutating func finish() {
        let top = max(newest ?? Instant(milliseconds: .min), next ?? Instant(milliseconds: .min))
        if top.milliseconds != .min { newest = top }
        // What was seen before stays as long as it may come again; its times are not known any more.
        let recent = given.filter { $0.value >= top - Self.window }.sorted { $0.value > $1.value }.map(\.key)
        let kept = recent.prefix(Self.maximumSeen)
        seen = Set(kept).union(seen.sorted().prefix(Self.maximumSeen - kept.count))
        given = [:]
        next = nil
        resume = nil
    }
}
