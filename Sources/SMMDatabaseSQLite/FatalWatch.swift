import SMMDatabase
import Synchronization

/// Notices failures that the program cannot outlive, and tells of the first; tells of a full disk each time.
final class FatalWatch: Sendable {
    private struct State {
        var inRow = 0
        var isTold = false
    }

    /// I/O errors in a row that end the program (docs: reliability, fsync).
    private static let inputOutputLimit = 3

    private let state = Mutex(State())
    private let tell: (@Sendable (DatabaseFailure) -> Void)?
    private let tellFull: (@Sendable () -> Void)?

    init(_ configuration: SQLiteConfiguration) {
        tell = configuration.onFatal
        tellFull = configuration.onFull
    }

    /// True once a fatal failure was seen: the last run then does not count as closed.
    var isTold: Bool { state.withLock { $0.isTold } }

    func succeeded() {
        state.withLock { $0.inRow = 0 }
    }

    func failed(_ failure: DatabaseFailure) {
        if failure.code == .full { tellFull?() }
        let isFirst = state.withLock { state in
            if failure.code == .inputOutput { state.inRow += 1 }
            let isFatal =
                failure.code == .corrupt || failure.code == .replaced || state.inRow >= Self.inputOutputLimit
            guard isFatal, !state.isTold else { return false }
            state.isTold = true
            return true
        }
        if isFirst { tell?(failure) }
    }
}
