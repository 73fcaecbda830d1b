package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPlanning
import SMMPublishing
import SMMTime

/// Weekly slots for the control API.
package struct SlotDesk: SlotControl {
    let context: ControlContext

    /// A desk on `context`.
    package init(_ context: ControlContext) {
        self.context = context
    }

    /// The slots of an account; see `SlotControl`.
    package func show(_ call: Call, _ account: Reference) async throws -> SlotsView {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            try Self.view(try AccountReading.find(account, scene, tx), now: scene.now, context, tx)
        }
    }

    /// Replaces the slots of an account; see `SlotControl`.
    package func set(_ call: Call, _ account: Reference, _ body: SetSlots) async throws -> SlotsView {
        let context = self.context
        let slots = try body.slots.map(Self.slot)
        let view = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            let found = try AccountReading.find(account, scene, tx)
            try context.slots.set(slots, of: found.id, by: scene.principal, now: scene.now, in: tx)
            return try Self.view(found, now: scene.now, context, tx)
        }
        if !call.isDryRun { await context.changed() }
        return view
    }

    private static func slot(_ time: SlotTime) throws -> WeeklySlot {
        guard let weekday = Weekday(rawValue: time.weekday) else {
            throw Problem.invalid(
                "weekday-invalid", "There is no such day of the week.", given: "\(time.weekday)",
                allowed: "1 (Monday) to 7 (Sunday)")
        }
        guard let minute = minute(time.time), let slot = WeeklySlot(weekday: weekday, minute: minute) else {
            throw Problem.invalid(
                "slot-time-invalid", "That is not a time of day.", given: String(time.time.prefix(40)),
                allowed: ClockReader.forms.joined(separator: ", "))
        }
        return slot
    }

    private static func minute(_ text: String) -> Int? {
        guard text.utf8.count <= 40, case .clock(let clock) = ClockReader.read(text.lowercased()) else { return nil }
        return clock.minuteOfDay
    }

    private static func view(
        _ account: AccountProfile, now: Instant, _ context: ControlContext, _ tx: any ReadTransaction
    ) throws -> SlotsView {
        let brand = context.engine.directory.brand(account.brand)
        let zone = context.zone(brand?.zone ?? "UTC")
        let moments = Moments(zone: zone)
        let slots = try tx.query(SlotRows.ofAccount, [.integer(account.id.rawValue)]) { row in
            (SlotID(rawValue: try row.int64(0)), try row.int(1), try row.int(2))
        }
        return SlotsView(
            brand: BrandReference(id: account.brand, name: brand?.name ?? account.brand.description),
            account: AccountReference(id: account.id, name: account.name, platform: account.platform), zone: zone.name,
            slots: slots.map { id, weekday, minute in
                let slot = Weekday(rawValue: weekday).flatMap { WeeklySlot(weekday: $0, minute: minute) }
                let next = slot.flatMap { SlotCalendar(slots: [$0], zone: zone).instants(after: now, count: 1).first }
                return SlotView(id: id, weekday: weekday, time: time(minute), next: moments(next))
            })
    }

    private static func time(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}
