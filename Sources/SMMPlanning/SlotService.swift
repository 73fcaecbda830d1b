package import SMMDatabase
package import SMMModel
import SMMStore
package import SMMTime

/// The weekly slots of accounts: what they are, and which comes next and is free.
package struct SlotService: Sendable {
    /// The most slots an account may have.
    package static let maximumSlots = 200
    private let zones: TimeZoneDirectory
    private let ids: IDSource

    /// A service that reads zones from `zones`.
    package init(zones: TimeZoneDirectory, ids: IDSource) {
        self.zones = zones
        self.ids = ids
    }

    /// The slots of an account, through the week.
    package func slots(of account: AccountID, in tx: any ReadTransaction) throws -> [WeeklySlot] {
        try tx.query(SlotStatements.ofAccount, [.integer(account.rawValue)]) { row in
            Weekday(rawValue: try row.int(0)).flatMap {
                WeeklySlot(weekday: $0, minute: Int(clamping: (try? row.int64(1)) ?? -1))
            }
        }.compactMap { $0 }
    }

    /// Replaces the slots of an account.
    ///
    /// - Throws: `Problem`: 404 for an account out of sight, 403 below approver, `too-many-slots` (422).
    package func set(
        _ slots: [WeeklySlot], of account: AccountID, by principal: Principal, now: Instant,
        in tx: any WriteTransaction
    ) throws {
        let brand = try tx.first(SlotStatements.account, [.integer(account.rawValue)]) {
            BrandID(rawValue: try $0.int64(0))
        }
        guard let brand, let role = principal.role(in: brand) else { throw Problem.notFound("account", "\(account)") }
        guard role >= .approver else { throw Problem.forbidden("set slots", needs: .approver, has: role) }
        guard slots.count <= Self.maximumSlots else {
            throw Problem.invalid(
                "too-many-slots", "An account has at most \(Self.maximumSlots) slots a week.", given: "\(slots.count)",
                allowed: "\(Self.maximumSlots)")
        }
        let wanted = Set(slots)
        let present = Set(try self.slots(of: account, in: tx))
        for slot in present.subtracting(wanted) {
            try tx.run(
                SlotStatements.remove, .integer(account.rawValue), .integer(Int64(slot.weekday.rawValue)),
                .integer(Int64(slot.minute)), now.sqlValue)
        }
        for slot in wanted.subtracting(present).sorted() {
            let id: SlotID = ids.next()
            try tx.run(
                SlotStatements.insert, .integer(id.rawValue), .integer(brand.rawValue), .integer(account.rawValue),
                .integer(Int64(slot.weekday.rawValue)), .integer(Int64(slot.minute)), now.sqlValue)
        }
        try EventLog.append(
            EventDraft(
                at: now, brand: brand, principal: principal, role: role, verb: "slots.set", subjectKind: "account",
                subject: account.rawValue, account: account, before: "\(present.count)", after: "\(wanted.count)"),
            in: tx)
    }

    /// The next slot of `account` after `instant` that no delivery has taken; nil when it has no slots.
    package func nextFreeSlot(of account: AccountID, after instant: Instant, in tx: any ReadTransaction) throws
        -> Instant?
    {
        let slots = try slots(of: account, in: tx)
        guard !slots.isEmpty else { return nil }
        let name = try tx.first(SlotStatements.zone, [.integer(account.rawValue)]) { try $0.text(0) }
        guard let name else { return nil }
        let calendar = SlotCalendar(slots: slots, zone: try zones.zone(named: name))
        var from = instant
        // Each pass looks at as many slots as are surely enough to find one gap among what is taken.
        while true {
            let values: [SQLValue] = [.integer(account.rawValue), from.sqlValue, .integer(256)]
            let taken = Set(try tx.query(SlotStatements.taken, values) { try $0.instant(0) })
            let candidates = calendar.instants(after: from, count: 256)
            if let free = candidates.first(where: { !taken.contains($0) }) { return free }
            guard let last = candidates.last else { return nil }
            from = last
        }
    }
}
