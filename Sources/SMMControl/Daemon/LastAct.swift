import SMMAPI
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMStore

/// Looks for what the asker did last.
struct LastAct {
    /// Acts are looked for in so many rows of the record at a time, as long as they are young enough.
    private static let window: Int64 = 20_000

    let scene: AccountsContext.Scene
    let tx: any ReadTransaction

    /// The last act that `asked` speaks of; nil when there is none younger than a day.
    ///
    /// - Parameter floor: only what the record has after this sequence is looked at, unless a post is named.
    func find(_ asked: Undo, after floor: Int64 = 0) throws -> UndoRows.Act? {
        let asker = scene.principal
        let values: [SQLValue] = [
            .text(asker.kind.rawValue), .integer(asker.uid.map { Int64($0) } ?? -1), .text(asker.name),
        ]
        let brand = try asked.brand.map {
            try BrandLookup.find($0, for: asker, nearest: scene.nearest, in: tx).profile.id
        }
        if let post = asked.post {
            let id = try PostReader.find(post, brand: brand, for: asker, in: tx)
            return try tx.first(UndoRows.actsOnPost, [.integer(id.rawValue)] + values, UndoRows.act)
        }
        var last = try EventLog.lastSequence(in: tx)
        while last > floor {
            let first = max(floor, last - Self.window)
            let act = try tx.first(
                UndoRows.acts, [.integer(first), .integer(last)] + values + [.integer(brand?.rawValue ?? 0)],
                UndoRows.act)
            if let act { return act }
            let oldest = try tx.first(UndoRows.oldest, [.integer(first + 1)]) { try $0.instant(0) }
            guard let oldest, scene.now - oldest <= UndoPlan.window else { break }
            last = first
        }
        return nil
    }
}
