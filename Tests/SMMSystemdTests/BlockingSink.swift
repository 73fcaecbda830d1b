import Dispatch
import SMMSystemd
import Synchronization

/// Stands still in its first write until it is let go, like a journal that does not read.
final class BlockingSink: LogSink {
    private let gate = DispatchSemaphore(value: 0)
    private let entered = DispatchSemaphore(value: 0)
    private let state = Mutex<(records: [LogRecord], isFirst: Bool)>(([], true))

    var records: [LogRecord] { state.withLock { $0.records } }

    /// Waits until the first write has begun, at most ten seconds.
    func waitUntilEntered() -> Bool { entered.wait(timeout: .now() + .seconds(10)) == .success }

    func letGo() { gate.signal() }

    func write(_ record: LogRecord) throws(SystemdError) {
        let isFirst = state.withLock { state in
            defer { state.isFirst = false }
            return state.isFirst
        }
        if isFirst {
            entered.signal()
            gate.wait()
        }
        state.withLock { $0.records.append(record) }
    }
}
