package import SMMDatabase
import SMMModel

/// The statements of the control services.
package enum ControlStatements: StatementCatalog {
    /// `control`
    package static let area = "control"

    /// The fast path.
    package static var statements: [Statement] {
        [
            PostReader.post, PostReader.deliveries, PostReader.operations, PostReader.lastOf, PostReader.between,
            DraftReading.asset, StoryRows.attempts, StoryRows.questions, StoryRows.wideHolds, AssetRows.byID,
            AssetRows.byContent, AssetRows.insert,
            AssetRows.describe, AssetRows.measure, SlotRows.ofAccount, HoldRows.byID, HoldRows.idsBetween,
            HoldRows.fuse,
            HoldRows.restore, HoldRows.wide, OperationPost.statement, StatusRows.brands, StatusRows.waiting,
            StatusRows.open,
            StatusRows.asking, StatusRows.idleHolds, StatusRows.notices, StatusRows.draftsOfPost, StatusRows.drafts,
            StatusRows.first,
            StatusRows.firstOfBrand, StatusRows.events, StatusRows.eventsBefore, UndoRows.acts, UndoRows.actsOnPost,
            UndoRows.oldest, UndoRows.operations, UndoRows.undelete,
        ]
    }

    /// The interpolated ones.
    package static var samples: [RegisteredSQL] {
        let instant = Instant(milliseconds: 0)
        var holds = HoldRows.Filter(brands: [1, 2], account: 1, post: 1, reason: "fuse", includesReleased: false)
        let narrow = RegisteredSQL("holds", HoldRows.page(holds, before: 1, limit: 1))
        holds = HoldRows.Filter(includesReleased: true)
        let queue = QueueRows.Filter(brands: [1, 2], account: 1, until: instant)
        let conditions: SQL = "AND brand_id = \(Int64(1)) AND verb COLLATE BINARY >= \("a")"
        return [
            RegisteredSQL(
                "posts",
                PostDesk.page(
                    brands: [1, 2], account: 1, author: "a", from: instant, until: instant, before: 1, limit: 1)),
            narrow, RegisteredSQL("all-holds", HoldRows.page(holds, before: 1, limit: 1)),
            RegisteredSQL("waiting", QueueRows.waiting(queue, after: 0, id: 0, limit: 1)),
            RegisteredSQL("in-hand", QueueRows.inHand(queue, limit: 1)),
            RegisteredSQL("queued", QueueRows.one(OperationID(rawValue: 1))),
            RegisteredSQL("events-before", EventRows.before(1, floor: 0, conditions, limit: 1)),
            RegisteredSQL("events-after", EventRows.after(0, ceiling: 1, conditions, limit: 1)),
        ]
    }
}
