import SMMAdapterKit
import SMMModel

/// Where reading goes on: the time of the newest thing, and what was seen shortly before it. Opaque to everybody else.
///
/// Things may appear late and out of order, so what is a little older than the newest is looked at again, and what was
/// given already is left out by its id. Ids are forgotten by age alone: none that may come again.
struct MessageCursor: Sendable, Hashable {
    /// How far back things may still appear.
    static let window = Milliseconds.minutes(15)

    /// The time of the newest thing given, never later than it was when it was read; nil at the beginning.
    var newest: Instant?
    /// What was given shortly before it, and what bears a time that is still to come.
    var seen = SeenIDs()
    /// Where the server's list goes on, when it was not read to its end.
    var resume: String?
    /// The newest thing of the list being read.
    var next: Instant?
    /// What was given of the list being read.
    var given = SeenIDs()

    /// The beginning.
    init() {}

    /// Reads a cursor; the beginning for anything that is none.
    init(_ text: String?) {
        guard let text, let json = JSONValue(text: text) else { return }
        newest = json["t"]?.integer.map(Instant.init(milliseconds:))
        seen = SeenIDs(json["s"]?.string)
        resume = json["c"]?.word
        next = json["n"]?.integer.map(Instant.init(milliseconds:))
        given = SeenIDs(json["g"]?.string)
    }

    /// The cursor as text.
    var text: String {
        var members: [String: JSONValue] = [:]
        members["t"] = newest.map { .integer($0.milliseconds) }
        if seen.count > 0 { members["s"] = .string(seen.text) }
        members["c"] = resume.map(JSONValue.string)
        members["n"] = next.map { .integer($0.milliseconds) }
        if given.count > 0 { members["g"] = .string(given.text) }
        return JSONValue.object(members).text
    }

    /// Before this, everything is known; nil at the beginning.
    var horizon: Instant? { newest.map { $0 - Self.window } }

    /// Whether this was not given yet.
    func isNew(_ message: RemoteMessage) -> Bool {
        guard !given.contains(message.remoteID), !seen.contains(message.remoteID) else { return false }
        return horizon.map { message.at >= $0 } ?? true
    }

    /// Takes note of what is given. A time that is still to come counts as `now`, since everything older than the newest
    /// would be taken for known.
    mutating func give(_ messages: [RemoteMessage], now: Instant) {
        for message in messages {
            given.insert(message.remoteID, at: message.at)
            let at = min(message.at, now)
            next = max(next ?? at, at)
        }
    }

    /// The list was read down to what is known: the next one begins at its top.
    mutating func finish() {
        newest = [newest, next].compactMap { $0 }.max()
        seen.merge(given)
        if let horizon { seen.forget(before: horizon) }
        given = SeenIDs()
        next = nil
        resume = nil
    }
}
