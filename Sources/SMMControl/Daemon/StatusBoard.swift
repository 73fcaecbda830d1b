import SMMAPI
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import Synchronization

/// Keeps the newest status, so that asking for it costs next to nothing and never waits behind a busy database.
///
/// It is read anew when something was committed since, at most a tenth of the time: what costs 2 ms to read is at most
/// 20 ms old, and what costs more is read in the background while the one before is given.
final class StatusBoard: Sendable {
    /// A status and what it cost.
    final class Entry: Sendable {
        let snapshot: StatusSnapshot
        let commits: UInt64
        let epoch: UInt64
        let readAt: Milliseconds
        let cost: Int64
        /// The views already cut out of it.
        let views = Mutex<[StatusView.Key: StatusView]>([:])

        init(_ snapshot: StatusSnapshot, commits: UInt64, epoch: UInt64, readAt: Milliseconds, cost: Int64) {
            self.snapshot = snapshot
            self.commits = commits
            self.epoch = epoch
            self.readAt = readAt
            self.cost = cost
        }
    }

    private struct State {
        var current: Entry?
        var reading: Task<Entry, any Error>?
    }

    private enum Step {
        case give(Entry)
        case wait(Task<Entry, any Error>)
    }

    /// A reading that costs no more than this is waited for.
    private static let quick: Int64 = 10
    /// Without any commit a status is good for this long: changes of names are not told.
    private static let still: Int64 = 1000

    private let context: ControlContext
    private let signal: CommitSignal
    private let state = Mutex(State())
    private let tally = Mutex<DayTally?>(nil)

    init(_ context: ControlContext, signal: CommitSignal) {
        self.context = context
        self.signal = signal
    }

    /// The status as it stands, or stood a moment ago.
    func entry() async throws -> Entry {
        let age = context.accounts.clock.monotonic.count
        let commits = signal.count
        let epoch = context.engine.gate.epoch
        let step = state.withLock { state -> Step in
            guard let current = state.current else { return .wait(reading(&state)) }
            let age = age - current.readAt.count
            if current.commits == commits, current.epoch == epoch, age < Self.still { return .give(current) }
            if age < 10 * current.cost { return .give(current) }
            let task = reading(&state)
            let isStale = age > max(2000, 20 * current.cost)
            return current.cost <= Self.quick || isStale ? .wait(task) : .give(current)
        }
        switch step {
        case .give(let entry): return entry
        case .wait(let task): return try await task.value
        }
    }

    /// The reading that is under way, or a new one.
    private func reading(_ state: inout State) -> Task<Entry, any Error> {
        if let task = state.reading { return task }
        let task = Task { [self] in
            do {
                let entry = try await read()
                self.state.withLock { $0 = State(current: entry) }
                return entry
            } catch {
                self.state.withLock { $0.reading = nil }
                throw error
            }
        }
        state.reading = task
        return task
    }

    private func read() async throws -> Entry {
        let clock = context.accounts.clock
        let (started, commits, epoch) = (clock.monotonic, signal.count, context.engine.gate.epoch)
        let down = await context.engine.dispatcher.downDestinations
        let snapshot = try await context.accounts.database.read { [self] tx in
            let now = clock.now
            return try tally.withLock { tally in
                var fresh = try tally.take() ?? DayTally(now: now, in: tx)
                try fresh.catchUp(now: now, in: tx)
                let snapshot = try StatusReading(context: context, tx: tx, now: now).snapshot(fresh, down: down)
                tally = fresh
                return snapshot
            }
        }
        let ended = clock.monotonic
        return Entry(
            snapshot, commits: commits, epoch: epoch, readAt: ended, cost: max(0, ended.count - started.count))
    }
}
