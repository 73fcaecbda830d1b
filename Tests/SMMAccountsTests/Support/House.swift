import SMMAdapterKit
import SMMModel
import Synchronization

/// What happens behind the door of a ``DoorAdapter``.
final class House: Sendable {
    private let state = Mutex((revoked: [String](), failures: 0, isClosed: false, checks: 0, refusal: String?.none))
    /// The holds the gate was told of.
    let placed = Mutex<[Hold]>([])
    /// How often whoever has accounts in memory was told to look again.
    let told = Atomic<Int>(0)
    /// How often it was told that a notice was raised.
    let raised = Atomic<Int>(0)
    /// What an address that a person opens asks for, but for the way back.
    let visitQuery = Mutex("state=state-1-of-the-door")
    /// Runs while the platform is asked.
    let meanwhile = Mutex<(@Sendable () async -> Void)?>(nil)
    /// Runs while a token is taken back.
    let whileRevoking = Mutex<(@Sendable () async -> Void)?>(nil)

    /// The access tokens that were taken back.
    var revoked: [String] { state.withLock { $0.revoked } }
    /// How often accounts were looked at.
    var checks: Int { state.withLock { $0.checks } }
    /// The next answers to a code are none.
    func fail(_ count: Int) { state.withLock { $0.failures = count } }
    /// Takes nothing back any more.
    func close() { state.withLock { $0.isClosed = true } }

    func fails() -> Bool {
        state.withLock { state in
            state.failures -= 1
            return state.failures >= 0
        }
    }

    func revoke(_ credential: Credential) -> Failure? {
        state.withLock { state in
            if state.isClosed { return Failure("closed", "The door is closed.") }
            state.revoked.append(credential.secrets["access"]?.reveal() ?? "")
            return nil
        }
    }

    /// Counts a look; gives why the credential is refused, where it is.
    func check(_ token: Secret?) -> Failure? {
        state.withLock { state in
            state.checks += 1
            guard let refusal = state.refusal, token == Secret(refusal) else { return nil }
            return Failure("token-refused", "The token is not accepted.")
        }
    }

    /// From now on this token is not accepted.
    func refuse(_ token: String) { state.withLock { $0.refusal = token } }
    func wait() async { await meanwhile.withLock { $0 }?() }
}
