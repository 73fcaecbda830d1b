import SMMAdapterKit
import SMMModel
import Synchronization

/// A platform that renews credentials under strict rotation: each refresh token is good once, and a renewal kills the old
/// pair at once. What it is told to do next is planned.
final class RotatingServer: Sendable {
    /// What happens to a renewal.
    enum Turn {
        /// It works.
        case works
        /// It works, and the answer is lost.
        case answerLost
        /// It does not arrive.
        case notArrived
        /// It gives an empty token.
        case empty
        /// It is one too many; not before this is over.
        case limited(Milliseconds)
    }

    private struct State {
        var good = 0
        var calls = 0
        var turns: [Turn] = []
        var isEndless = false
        var meanwhile: (@Sendable () async -> Void)?
        var revoked: [String] = []
        var isClosed = false
        var whileRevoking: (@Sendable () async -> Void)?
        var asks = false
    }

    private let state = Mutex(State())

    /// From now on credentials have no end.
    func givesNoEnd() { state.withLock { $0.isEndless = true } }

    /// What happens while a renewal is under way.
    var meanwhile: (@Sendable () async -> Void)? {
        get { state.withLock { $0.meanwhile } }
        set { state.withLock { $0.meanwhile = newValue } }
    }

    /// The access tokens that were taken back.
    var revoked: [String] { state.withLock { $0.revoked } }

    /// Whether a renewal asks the network first.
    var asks: Bool {
        get { state.withLock { $0.asks } }
        set { state.withLock { $0.asks = newValue } }
    }

    /// Takes nothing back any more.
    func close() { state.withLock { $0.isClosed = true } }

    /// What happens while a credential is taken back.
    var whileRevoking: (@Sendable () async -> Void)? {
        get { state.withLock { $0.whileRevoking } }
        set { state.withLock { $0.whileRevoking = newValue } }
    }

    /// Takes a credential back.
    func revoke(_ credential: Credential) -> Failure? {
        state.withLock { state in
            if state.isClosed { return Failure("closed", "The connection was closed.") }
            state.revoked.append(credential.secrets["access"]?.reveal() ?? "")
            return nil
        }
    }

    /// How often it was asked.
    var calls: Int { state.withLock { $0.calls } }

    /// What the next renewals come to; those beyond work.
    func plan(_ turns: Turn...) { state.withLock { $0.turns += turns } }

    /// The credential of this number, with a life of two hours.
    static func credential(_ number: Int, at now: Instant) -> Credential {
        Credential(
            kind: "token", secrets: ["access": Secret("access-\(number)"), "refresh": Secret("refresh-\(number)")],
            issuedAt: now, expiresAt: now + .hours(2))
    }

    func refresh(_ credential: Credential, now: Instant) -> RefreshResult {
        state.withLock { state in
            state.calls += 1
            let turn = state.turns.isEmpty ? .works : state.turns.removeFirst()
            let closed = Failure("closed", "The connection was closed.")
            if case .notArrived = turn { return .retry(after: nil, reason: closed) }
            if case .limited(let wait) = turn { return .retry(after: wait, reason: closed) }
            guard credential.secrets["refresh"] == Secret("refresh-\(state.good)") else {
                return .refused(Failure("refresh-refused", "The refresh token was used."))
            }
            if case .empty = turn {
                return .renewed(Credential(kind: "token", secrets: ["access": Secret("")], issuedAt: now))
            }
            state.good += 1
            if case .answerLost = turn { return .ambiguous(Evidence(progress: .bodyWritten, failure: closed)) }
            var renewed = Self.credential(state.good, at: now)
            if state.isEndless { renewed.expiresAt = nil }
            return .renewed(renewed)
        }
    }
}
