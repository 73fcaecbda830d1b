import SMMModel

/// The connections under way: a few, and for ten minutes each. Pure.
struct ConnectSessions: Sendable {
    /// How long one may take.
    static let life = Milliseconds.minutes(10)
    /// The most at a time; the oldest gives way.
    static let most = 64
    /// The most of one person: whoever begins again and again ends none of another's.
    static let mostOfOne = 8

    /// The most beginnings by one invite within an hour.
    static let mostBegun = 10

    private var sessions: [String: ConnectSession] = [:]
    /// When invites were begun with in the last hour.
    private var begun: [String: [Instant]] = [:]

    /// Keeps a session under this name.
    mutating func keep(_ session: ConnectSession, as name: String, now: Instant) {
        sessions = sessions.filter { $0.value.until > now }
        let own = sessions.filter { $0.value.owner == session.owner && $0.key != name }
        if own.count >= Self.mostOfOne { giveWay(own) }
        if sessions.count >= Self.most { giveWay(sessions) }
        sessions[name] = session
    }

    /// Keeps what a browser brought through the door for the session that waits for it; false when none does, or when
    /// something was brought already: the first counts.
    mutating func bring(_ brought: ConnectReturn, state: String, now: Instant) -> Bool {
        guard let found = waiting(for: state, now: now), found.session.brought == nil else { return false }
        sessions[found.name]?.brought = brought
        return true
    }

    /// The session that a browser comes back for with this state; nil for none.
    func waiting(for state: String, now: Instant) -> (name: String, session: ConnectSession)? {
        guard !state.isEmpty else { return nil }
        return sessions.first { $0.value.state == state && $0.value.until > now }.map { ($0.key, $0.value) }
    }

    /// A session of `owner` whose address waits to be opened, with half its time left for that; nil for none.
    func visit(of owner: String, now: Instant) -> ConnectSession? {
        let least = now + Milliseconds(count: Self.life.count / 2)
        return sessions.values.first { $0.owner == owner && $0.url != nil && $0.brought == nil && $0.until > least }
    }

    /// Counts a beginning by an invite; false when there were too many of them within the hour: each asks a network, and whoever
    /// has the address could have it asked without an end.
    mutating func mayBegin(_ owner: String, now: Instant) -> Bool {
        begun = begun.compactMapValues { times in
            let recent = times.filter { $0 > now - .hours(1) && $0 <= now }
            return recent.isEmpty ? nil : recent
        }
        guard begun[owner, default: []].count < Self.mostBegun else { return false }
        begun[owner, default: []].append(now)
        return true
    }

    /// A session as it stands; nil as for ``take(_:of:now:)``.
    func look(_ name: String, of owner: String, now: Instant) -> ConnectSession? {
        guard let session = sessions[name], session.owner == owner, session.until > now else { return nil }
        return session
    }

    private mutating func giveWay(_ some: [String: ConnectSession]) {
        guard let oldest = some.min(by: { ($0.value.until, $0.key) < ($1.value.until, $1.key) }) else { return }
        sessions[oldest.key] = nil
    }

    /// Takes a session out; nil when there is none of that name, it is over, or another began it. What is taken out is
    /// used once: a step that goes on keeps a new one.
    mutating func take(_ name: String, of owner: String, now: Instant) -> ConnectSession? {
        guard let session = sessions[name], session.owner == owner else { return nil }
        sessions[name] = nil
        return session.until > now ? session : nil
    }
}
