import SMMAdapterKit
import SMMModel
import Synchronization

/// Gives credentials as a test says, and counts what it is asked.
final class ScriptedCredentials: CredentialSource {
    private struct State {
        var now: CredentialAnswer
        var next: CredentialAnswer
        var refusals = 0
    }

    private let state: Mutex<State>

    /// Gives `now` until that is refused, then `next`.
    init(_ now: CredentialAnswer, then next: CredentialAnswer) { state = Mutex(State(now: now, next: next)) }

    /// How often one was refused.
    var refusals: Int { state.withLock { $0.refusals } }

    static func token(_ text: String) -> CredentialAnswer {
        .ready(
            Credential(kind: "token", secrets: ["access": Secret(text)], issuedAt: Instant(milliseconds: 0)))
    }

    func credential(of account: AccountProfile) async -> CredentialAnswer { state.withLock { $0.now } }

    func refused(_ credential: Credential, of account: AccountProfile) async -> CredentialAnswer {
        state.withLock { state in
            state.refusals += 1
            if case .ready = state.next { state.now = state.next }
            return state.next
        }
    }
}
