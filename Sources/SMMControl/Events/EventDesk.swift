package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMStore

/// The record for the control API.
package struct EventDesk: EventFeed {
    /// A page looks at no more stretches than this; a rarer filter goes on with the next page.
    private static let maximumStretches = 25

    private let context: ControlContext
    private let signal: CommitSignal

    /// A desk that is woken by `signal`.
    package init(_ context: ControlContext, signal: CommitSignal) {
        self.context = context
        self.signal = signal
    }

    /// A page of rows in sight, newest first; see `EventFeed`. A page may be short, or even empty, while there is more.
    package func list(_ call: Call, _ query: EventQuery, _ page: PageRequest) async throws -> PageResult<EventView> {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let conditions = try EventFilter(query, scene, tx).conditions(scene.principal)
            let newest = try EventLog.lastSequence(in: tx)
            let oldest = min(max(0, query.after ?? 0), newest)
            var before = min(page.after?.id ?? .max, newest + 1)
            var rows: [EventRow] = []
            for _ in 0..<Self.maximumStretches where rows.count < page.limit && before > oldest + 1 {
                let floor = max(oldest, before - EventRows.stretch)
                let wanted = page.limit - rows.count
                let found = try tx.query(
                    EventRows.before(before, floor: floor, conditions, limit: wanted), EventRows.row)
                rows += found
                before = found.count == wanted ? found.last?.sequence ?? floor + 1 : floor + 1
            }
            let views = EventViews(context: context)
            let isMore = before > oldest + 1
            return PageResult(
                items: rows.map(views.view), next: isMore ? Cursor.Position(sort: before, id: before) : nil)
        }
    }

    /// New rows in sight as they are committed; see `EventFeed`.
    package func follow(_ call: Call, _ query: EventQuery) async throws -> any EventCursor {
        let (filter, start) = try await context.accounts.read(call.principal) { scene, tx in
            let newest = try EventLog.lastSequence(in: tx)
            return (try EventFilter(query, scene, tx), min(max(0, query.after ?? newest), newest))
        }
        return FollowedEvents(
            context: context, principal: call.principal, signal: signal, filter: filter, after: start)
    }
}
