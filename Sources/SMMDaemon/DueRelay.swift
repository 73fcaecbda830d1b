import SMMModel
import Synchronization

/// Carries signals from the wheel's handlers, which exist before the daemon does, to the daemon.
final class DueRelay: Sendable {
    private struct Weak {
        weak var core: DaemonCore?
    }

    private let box = Mutex(Weak())

    func connect(_ core: DaemonCore) {
        box.withLock { $0.core = core }
    }

    /// Something may be due.
    func fire() {
        guard let core else { return }
        Task { await core.due() }
    }

    /// The clock was set, or the machine slept.
    func jumped(_ span: Milliseconds) {
        guard let core else { return }
        Task { await core.clockJumped(span) }
    }

    /// The disk is full.
    func outOfRoom() {
        guard let core else { return }
        Task { await core.tellOfNoRoom() }
    }

    /// A notice was raised.
    func notice() {
        core?.noticeRaised()
    }

    private var core: DaemonCore? { box.withLock { $0.core } }
}
