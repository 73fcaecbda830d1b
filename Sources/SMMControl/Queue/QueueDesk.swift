package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMTime

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
                try AccountReading.find(Reference(name, brand: query.brand), scene, tx)
            }
            let inSight = try account.map { [$0.brand.rawValue] } ?? PostDesk.brands(query.brand, scene, tx)
            let filter = QueueRows.Filter(
                brands: inSight, account: account?.id.rawValue,
                from: try Self.instant(query.from, inSight, scene, tx, context),
                until: try Self.instant(query.until, inSight, scene, tx, context))
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

    /// A time of the query on the clocks of the `shown` brands, or of all; one that they do not agree on needs a brand.
    private static func instant(
        _ text: String?, _ shown: [Int64]?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction,
        _ context: ControlContext
    ) throws -> Instant? {
        guard let text else { return nil }
        if let instant = RFC3339.instant(text) { return instant }
        let brands = try tx.query(StatusRows.brands, []) { (id: try $0.int64(0), zone: try $0.text(2)) }
        let zones = Set(brands.filter { shown?.contains($0.id) ?? true }.map(\.zone)).sorted()
        let readings = (zones.isEmpty ? ["UTC"] : zones).map { zone in
            let zone = context.zone(zone)
            return Result { try WrittenTime.read(text, now: scene.now, zone: zone, allowsPast: true).instant }
        }
        let instants = readings.compactMap { try? $0.get() }
        // What no clock reads is wrong itself; what one of them skips is a question of whose clock is meant.
        guard !instants.isEmpty else { return try readings[0].get() }
        // `now` and `+2h` are the same everywhere.
        guard instants.count == readings.count, Set(instants).count == 1 else {
            throw Problem.invalid(
                "brand-required", "There are brands in more than one time zone; say whose clock is meant.", given: text,
                allowed: "a brand, an account, or a time with its offset such as 2026-11-24T08:30:00Z",
                next: "Add --brand NAME")
        }
        return instants[0]
    }
}
