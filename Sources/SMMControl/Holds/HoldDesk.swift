package import SMMAPI
package import SMMAPIServer
package import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// Holds and fuses for the control API.
package struct HoldDesk: HoldControl {
    let context: ControlContext

    /// A desk on `context`.
    package init(_ context: ControlContext) {
        self.context = context
    }

    /// A page of holds in sight; see `HoldControl`.
    package func list(_ call: Call, _ query: HoldQuery, _ page: PageRequest) async throws -> PageResult<HoldView> {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let filter = try Self.filter(query, scene, tx)
            let found = try tx.query(
                HoldRows.page(filter, before: page.after?.id ?? .max, limit: page.limit + 1), HoldRows.entry)
            let shown = found.prefix(page.limit)
            let next = found.count > page.limit ? shown.last?.hold.id.rawValue : nil
            return PageResult(
                items: shown.map { Self.view($0, context) }, next: next.map { Cursor.Position(sort: $0, id: $0) })
        }
    }

    private static func filter(
        _ query: HoldQuery, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> HoldRows.Filter {
        var filter = HoldRows.Filter()
        filter.brands = try PostDesk.brands(query.brand, scene, tx)
        // What holds everything belongs to no brand, and stops all of them.
        if let own = filter.brands, !own.isEmpty { filter.brands = own + [0] }
        filter.account = try query.account.map {
            try AccountReading.find(Reference($0, brand: query.brand), scene, tx).id.rawValue
        }
        filter.post = try query.post.map {
            try PostDesk.find(Reference($0, brand: query.brand), scene, tx).rawValue
        }
        filter.reason = query.reason
        filter.includesReleased = query.released
        return filter
    }

    /// Places a hold; see `HoldControl`.
    package func place(
        _ call: Call, _ body: PlaceHold, render: @escaping @Sendable (HoldView) throws -> String
    ) async throws -> Creation<HoldView> {
        let context = self.context
        let box = HoldBox()
        let made = try await context.accounts.create(call.principal, call.options, render: render) { scene, tx in
            let hold = try HoldPlacing(scene: scene, context: context, tx: tx).place(body)
            box.set(hold)
            return Self.view(HoldRows.Entry(hold: hold), context)
        }
        guard !call.isDryRun, let hold = box.taken else { return made }
        // The gate knows before the asker does: from the answer on, nothing more leaves under the hold.
        context.engine.gate.place(hold)
        await context.changed()
        return made
    }

    /// Releases a hold; see `HoldControl`.
    package func release(_ call: Call, _ hold: String) async throws -> HoldView {
        let context = self.context
        let released = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            var entry = try HoldRows.find(hold, for: scene.principal, in: tx)
            let role = try HoldRules.mayRelease(entry.hold, scene.principal)
            guard entry.releasedAt == nil else { return entry }
            try HoldReleasing(scene: scene, tx: tx).release(entry.hold, role: role)
            entry.releasedAt = scene.now
            entry.releasedBy = scene.principal.name
            return entry
        }
        if !call.isDryRun { await letGo([released.hold]) }
        return Self.view(released, context)
    }

    /// Resets an account's fuse; see `HoldControl`.
    package func resetFuse(_ call: Call, _ account: Reference) async throws -> FuseView {
        let context = self.context
        let (profile, holds) = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            let profile = try AccountReading.find(account, scene, tx)
            let role = scene.principal.role(in: profile.brand)
            guard let role, role >= .approver else {
                throw Problem.forbidden("reset a fuse", needs: .approver, has: role)
            }
            let holds = try tx.query(HoldRows.fuse, [.integer(profile.id.rawValue)]) { try $0.int64(0) }
                .compactMap { try tx.first(HoldRows.byID, [.integer($0)], HoldRows.entry)?.hold }
            let releasing = HoldReleasing(scene: scene, tx: tx)
            for hold in holds { try releasing.release(hold, role: role) }
            try releasing.recordReset(profile, released: holds.count, role: role)
            return (profile, holds)
        }
        if !call.isDryRun {
            await context.engine.dispatcher.resetFuse(profile.id)
            await letGo(holds)
        }
        let many = "\(holds.count) \(holds.count == 1 ? "hold was" : "holds were") released; the fuse counts anew."
        return FuseView(
            account: AccountReference(id: profile.id, name: profile.name, platform: profile.platform),
            released: holds.count, message: holds.isEmpty ? "Nothing was held; the fuse counts anew." : many)
    }

    /// Lets the machine go on where holds were released.
    private func letGo(_ holds: [Hold]) async {
        for hold in holds {
            context.engine.gate.release(hold.id)
            if hold.reason == .fuse, case .account(let account) = hold.scope {
                await context.engine.dispatcher.resetFuse(account)
            }
        }
        await context.engine.dispatcher.due()
        await context.changed()
    }

    static func view(_ entry: HoldRows.Entry, _ context: ControlContext) -> HoldView {
        let directory = context.engine.directory
        let zone = entry.hold.brand.flatMap { directory.brand($0)?.zone }
        return HoldViews(directory: directory).view(
            entry.hold, moments: Moments(zone: context.zone(zone ?? "UTC")), releasedAt: entry.releasedAt,
            releasedBy: entry.releasedBy)
    }
}
