package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing

/// What goes out next, for the control API.
///
/// An entry stands at the instant at which the machine looks at it: its time, or the next try. The later parts of a
/// thread follow their first one and are not listed beside it; what waits for a person is not in the queue.
package struct QueueDesk: QueueControl {
    let context: ControlContext

    /// A desk on `context`.
    package init(_ context: ControlContext) {
        self.context = context
    }

    /// A page of operations by due instant; see `QueueControl`.
    package func list(_ call: Call, _ query: QueueQuery, _ page: PageRequest) async throws -> PageResult<QueueItem> {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let account = try query.account.map { name in
                try AccountReading.find(Reference(name, brand: query.brand), scene, tx).id.rawValue
            }
            let filter = QueueRows.Filter(
                brands: try PostDesk.brands(query.brand, scene, tx), account: account, from: query.from,
                until: query.until)
            let after = page.after ?? Cursor.Position(sort: .min, id: .min)
            let found = try QueueRows.page(filter, after: after.sort, id: after.id, limit: page.limit + 1, in: tx)
            let shown = found.prefix(page.limit)
            let views = QueueViews(context: context)
            let next = found.count > page.limit ? shown.last : nil
            return PageResult(
                items: shown.map(views.item),
                next: next.map { Cursor.Position(sort: $0.instant.milliseconds, id: $0.operation.rawValue) })
        }
    }
}
