import SMMModel
import SMMTimerWheel
import Synchronization

/// Keeps the next instants at which something is due in the timer wheel, and calls when one has come.
///
/// Only distinct instants within the horizon are kept, at most `capacity` of them; the rest stays in the database, so
/// that neither memory nor the start grows with the queue.
final class AlarmBridge: Sendable {
    /// The most instants loaded at once.
    static let capacity = 4096

    fileprivate struct State {
        var armed: Set<Int64> = []
        var end = Instant(milliseconds: .max)
    }

    private let wheel: WheelDriver
    fileprivate let state: Mutex<State>

    /// A bridge over a wheel that calls `due` when an instant has come, and `jumped` when the clock was set.
    init(due: @escaping @Sendable () -> Void, jumped: @escaping @Sendable (Milliseconds) -> Void) {
        let armed = Armed()
        self.state = Mutex(State())
        self.wheel = WheelDriver(
            label: "smm.wheel", onJump: { jumped(.milliseconds($0)) },
            onExpired: { expired in
                armed.bridge?.forget(expired)
                due()
            })
        armed.bridge = self
    }

    /// Adds instants; those beyond the loaded part are left to the next refill.
    func add(_ instants: [Instant]) {
        let fresh = state.withLock { state in
            instants.filter { $0 <= state.end && state.armed.insert($0.milliseconds).inserted }
        }
        guard !fresh.isEmpty else { return }
        _ = wheel.schedule(fresh.map { Expired(payload: 0, deadline: $0.milliseconds) })
    }

    /// Replaces the loaded part: everything due up to `end` is in `instants`.
    func load(_ instants: [Instant], until end: Instant) {
        state.withLock { $0.end = end }
        add(instants)
        add([end])
    }

    /// Forgets how far the loaded part reaches, after the clock was set: the next refill loads from now.
    func reload() {
        state.withLock { $0.end = Instant(milliseconds: .max) }
    }

    /// Lets the wheel go.
    func stop() {
        wheel.stop()
    }

    private func forget(_ expired: [Expired]) {
        state.withLock { state in
            for each in expired { state.armed.remove(each.deadline) }
        }
    }

    /// The way back from the wheel's handler to the bridge, which does not exist yet when the handler is made.
    private final class Armed: Sendable {
        private let box = Mutex<Weak>(Weak())

        private struct Weak {
            weak var bridge: AlarmBridge?
        }

        var bridge: AlarmBridge? {
            get { box.withLock { $0.bridge } }
            set { box.withLock { $0.bridge = newValue } }
        }
    }
}

extension AlarmBridge {
    /// Whether the loaded part has come to its end.
    func needsRefill(at now: Instant) -> Bool {
        state.withLock { $0.end == Instant(milliseconds: .max) || $0.end <= now }
    }
}
