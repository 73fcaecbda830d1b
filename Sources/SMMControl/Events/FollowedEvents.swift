import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMStore
import Synchronization

/// A reader's place in the record: it reads when it is asked, and sleeps until a commit when there is nothing.
final class FollowedEvents: EventCursor {
    private struct State {
        var after: Int64
        var isOver = false
    }

    private static let page = 200

    private let context: ControlContext
    private let principal: Principal
    private let signal: CommitSignal
    private let filter: EventFilter
    private let ticket: Int
    private let state: Mutex<State>

    init(context: ControlContext, principal: Principal, signal: CommitSignal, filter: EventFilter, after: Int64) {
        self.context = context
        self.principal = principal
        self.signal = signal
        self.filter = filter
        self.ticket = signal.ticket()
        self.state = Mutex(State(after: after))
    }

    deinit { signal.forget(ticket) }

    func next() async throws -> [EventView]? {
        while true {
            let (after, isOver) = state.withLock { ($0.after, $0.isOver) }
            if isOver || Task.isCancelled { return nil }
            let seen = signal.count
            let (rows, last, isMore) = try await read(after: after)
            state.withLock { $0.after = last }
            if !rows.isEmpty {
                let views = EventViews(context: context)
                return rows.map(views.view)
            }
            if isMore { continue }
            await withTaskCancellationHandler {
                await signal.wait(after: seen, ticket: ticket)
            } onCancel: {
                signal.cancel(ticket)
            }
        }
    }

    /// The next rows in sight, the sequence up to which everything was looked at, and whether there is more to look at.
    private func read(after: Int64) async throws -> (rows: [EventRow], last: Int64, isMore: Bool) {
        let filter = self.filter
        return try await context.accounts.read(principal) { scene, tx in
            let newest = try EventLog.lastSequence(in: tx)
            let ceiling = min(newest, after + EventRows.stretch)
            guard ceiling > after else { return ([], after, false) }
            let sql = EventRows.after(
                after, ceiling: ceiling, filter.conditions(scene.principal), limit: Self.page)
            let rows = try tx.query(sql, EventRows.row)
            let last = rows.count == Self.page ? rows.last?.sequence ?? ceiling : ceiling
            return (rows, last, last < newest)
        }
    }

    func cancel() {
        state.withLock { $0.isOver = true }
        signal.cancel(ticket)
    }
}
