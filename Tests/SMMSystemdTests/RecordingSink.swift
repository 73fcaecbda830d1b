import Glibc
import SMMSystemd
import Synchronization

/// Keeps what it is given; can refuse.
final class RecordingSink: LogSink {
    private let state = Mutex<(records: [LogRecord], refuses: Bool)>(([], false))

    /// Counts the records that were taken.
    let written = Counter()

    var records: [LogRecord] { state.withLock { $0.records } }

    func refuse(_ refuses: Bool) {
        state.withLock { $0.refuses = refuses }
    }

    func write(_ record: LogRecord) throws(SystemdError) {
        let refused = state.withLock { state in
            if !state.refuses { state.records.append(record) }
            return state.refuses
        }
        if refused { throw SystemdError(code: .datagramNotSent, errorNumber: ENOBUFS) }
        written.increment()
    }
}
