import SMMAPI
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// Reads a status snapshot in one transaction.
struct StatusReading {
    /// The fact that tells when the newest backup was made, in milliseconds.
    static let backupFact = "backup-at"
    /// How far the search for each brand's next operation walks along the queue.
    private static let walk: Int64 = 512
    /// Brands whose next operation is looked for on its own when the walk did not meet it.
    private static let maximumSearches = 32

    let context: ControlContext
    let tx: any ReadTransaction
    let now: Instant

    func snapshot(_ tally: DayTally, down: [String]) throws -> StatusSnapshot {
        let counts = try self.counts(tally)
        let holds = context.engine.gate.all
        let next = try self.next(counts)
        let views = QueueViews(context: context)
        let brands = try tx.query(StatusRows.brands, []) { row in
            let id = BrandID(rawValue: try row.int64(0))
            var own = counts[id.rawValue] ?? StatusCounts.none
            own.holds = holds.count { $0.brand == id }
            return StatusSnapshot.Brand(
                reference: BrandReference(id: id, name: try row.text(1)), zone: try row.text(2), counts: own,
                next: next[id].map(views.item))
        }
        let backup = try Facts.value(Self.backupFact, in: tx).flatMap { Int64($0) }
        return StatusSnapshot(
            brands: brands.sorted { $0.reference.name < $1.reference.name }, notices: try notices(),
            questions: try questions(), holds: holds.sorted { $0.id < $1.id },
            idleHolds: try idleHolds(holds), down: down,
            lastBackup: backup.map(Instant.init(milliseconds:)))
    }

    private func counts(_ tally: DayTally) throws -> [Int64: StatusCounts] {
        var counts: [Int64: StatusCounts] = [:]
        func add(_ number: Int, of brand: Int64, in state: String, later: Int) {
            var own = counts[brand] ?? StatusCounts.none
            switch OperationState(rawValue: state) {
            case .scheduled: own.scheduled += number
            case .retryWait: own.retrying += number
            case .claimed, .prepared, .sending: own.underway += number
            case .ambiguous, .reconciling: own.uncertain += number
            case .unknown: own.unknown += number
            case .missed: own.missed += number
            default: break
            }
            own.scheduled += later
            counts[brand] = own
        }
        try tx.forEach(StatusRows.waiting, [.integer(.min)]) { row in
            add(1, of: try row.int64(0), in: try row.text(1), later: try row.int(2))
        }
        try tx.forEach(StatusRows.open, []) { row in
            add(try row.int(2), of: try row.int64(0), in: try row.text(1), later: try row.optionalInt(3) ?? 0)
        }
        for (brand, number) in tally.draftCounts { counts[brand, default: StatusCounts.none].drafts = number }
        for (brand, ends) in tally.ends(now: now) {
            counts[brand, default: StatusCounts.none].published = ends.published
            counts[brand, default: StatusCounts.none].failed = ends.failed
        }
        return counts
    }

    /// What goes out next in each brand: the first that nothing holds, else the first.
    private func next(_ counts: [Int64: StatusCounts]) throws -> [BrandID: QueueRows.Entry] {
        let holds = HoldIndex(context.engine.gate)
        var free: [BrandID: OperationID] = [:]
        var held: [BrandID: OperationID] = [:]
        func take(_ row: Row) throws {
            let operation = OperationID(rawValue: try row.int64(0))
            let brand = BrandID(rawValue: try row.int64(1))
            guard free[brand] == nil else { return }
            let account = AccountID(rawValue: try row.int64(2))
            let post = PostID(rawValue: try row.int64(3))
            if holds.holds(brand: brand, account: account, post: post, operation: operation).isEmpty {
                free[brand] = operation
            } else if held[brand] == nil {
                held[brand] = operation
            }
        }
        try tx.forEach(StatusRows.first, [.integer(.min), .integer(Self.walk)], take)
        let missing = counts.filter { $0.value.scheduled > 0 }.keys.sorted().map(BrandID.init(rawValue:))
            .filter { free[$0] == nil && held[$0] == nil }
        for brand in missing.prefix(Self.maximumSearches) {
            try tx.forEach(StatusRows.firstOfBrand, [.integer(.min), .integer(brand.rawValue), .integer(1)], take)
        }
        return try held.merging(free) { $1 }.compactMapValues { operation in
            try tx.first(QueueRows.one(operation), QueueRows.entry)
        }
    }

    private func idleHolds(_ holds: [Hold]) throws -> Set<HoldID> {
        guard holds.contains(where: { $0.scope.kind == "post" || $0.scope.kind == "operation" }) else { return [] }
        return Set(try tx.query(StatusRows.idleHolds, []) { HoldID(rawValue: try $0.int64(0)) })
    }

    private func notices() throws -> [StatusSnapshot.Notice] {
        try tx.query(StatusRows.notices, []) { row in
            let brand = try row.int64(0)
            return StatusSnapshot.Notice(
                brand: brand == 0 ? nil : BrandID(rawValue: brand), kind: try row.text(1), severity: try row.text(2),
                subject: try row.text(3), command: try row.optionalText(4),
                post: try row.optionalInt64(5).map(PostID.init(rawValue:)),
                account: try row.optionalInt64(6).map(AccountID.init(rawValue:)), createdAt: try row.instant(7))
        }
    }

    private func questions() throws -> [StatusSnapshot.Question] {
        try tx.query(StatusRows.asking, []) { row in
            StatusSnapshot.Question(
                post: PostID(rawValue: try row.int64(1)), brand: BrandID(rawValue: try row.int64(2)),
                account: AccountID(rawValue: try row.int64(3)),
                state: OperationState(rawValue: try row.text(4)) ?? .unknown)
        }
    }
}
