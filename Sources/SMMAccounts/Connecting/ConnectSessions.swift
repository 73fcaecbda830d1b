import SMMModel

/// The connections under way: a few, and for ten minutes each. Pure.
struct ConnectSessions: Sendable {
    /// How long one may take.
    static let life = Milliseconds.minutes(10)
    /// The most at a time; the oldest gives way.
    static let most = 64

    private var sessions: [String: ConnectSession] = [:]

    /// Keeps a session under this name.
    mutating func keep(_ session: ConnectSession, as name: String, now: Instant) {
        sessions = sessions.filter { $0.value.until > now }
        if sessions.count >= Self.most, let oldest = sessions.min(by: { $0.value.until < $1.value.until }) {
            sessions[oldest.key] = nil
        }
        sessions[name] = session
    }

    /// Takes a session out; nil when there is none of that name, it is over, or another began it. What is taken out is
    /// used once: a step that goes on keeps a new one.
    mutating func take(_ name: String, of owner: String, now: Instant) -> ConnectSession? {
        guard let session = sessions[name], session.owner == owner else { return nil }
        sessions[name] = nil
        return session.until > now ? session : nil
    }
}
