import Dispatch
import SMMTimerWheel
import Synchronization

/// Keeps what a driver reports, in order, and lets a test wait for it with a time-out.
final class Recorder: Sendable {
    enum Report: Equatable {
        case jump(Int64)
        case expired([UInt64])
    }

    private let reports = Mutex<[Report]>([])
    private let arrived = DispatchSemaphore(value: 0)

    var all: [Report] { reports.withLock { $0 } }

    func jump(_ milliseconds: Int64) { add(.jump(milliseconds)) }

    func expired(_ batch: [Expired]) { add(.expired(batch.map(\.payload))) }

    /// Waits until one more report has come; false after ten seconds.
    func next() -> Bool { arrived.wait(timeout: .now() + .seconds(10)) == .success }

    private func add(_ report: Report) {
        reports.withLock { $0.append(report) }
        arrived.signal()
    }
}
