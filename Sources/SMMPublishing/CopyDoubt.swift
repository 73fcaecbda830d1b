package import SMMDatabase
package import SMMModel
import SMMStore

/// What a copy of the database cannot know of itself: whether its original has sent by now what was due.
///
/// Such a send is like one whose answer was lost. The network is asked before anything of it is sent, and a person where
/// the network cannot say.
package enum CopyDoubt {
    /// An operation that was due and looks unsent.
    private struct Due {
        var id: OperationID
        var post: PostID
        var brand: BrandID
        var account: AccountID
        var kind: OperationKind
        var state: OperationState
        var after: OperationID?
        /// False for a part that waits for the one before it.
        var isWoken: Bool

        init(_ row: Row) throws {
            guard let kind = OperationKind(rawValue: try row.text(4)),
                let state = OperationState(rawValue: try row.text(5))
            else { throw DatabaseFailure(.columnType, "operation \(try row.int64(0)) has an unknown kind or state") }
            id = OperationID(rawValue: try row.int64(0))
            post = PostID(rawValue: try row.int64(1))
            brand = BrandID(rawValue: try row.int64(2))
            account = AccountID(rawValue: try row.int64(3))
            self.kind = kind
            self.state = state
            after = try row.optionalInt64(6).map(OperationID.init(rawValue:))
            isWoken = try row.optionalInt64(7) != nil || state != .scheduled
        }
    }

    /// Puts in doubt everything that was due by `now` and looks unsent, in the transaction that adopts the copy.
    ///
    /// Edits and deletes are left alone: doing one twice harms nobody.
    ///
    /// - Returns: how many posts are concerned.
    package static func enter(now: Instant, in tx: any WriteTransaction) throws -> Int {
        let due = try tx.query(OperationStatements.dueUnsent, [now.sqlValue]) { try Due($0) }
        var inDoubt: Set<OperationID> = []
        var posts: Set<PostID> = []
        for operation in due where !operation.kind.isNaturallyIdempotent {
            let isBehindDoubt = operation.after.map { inDoubt.contains($0) } ?? false
            // A part that waits for one whose fate is known to be another than sent was not sent either.
            guard isBehindDoubt || operation.isWoken else { continue }
            inDoubt.insert(operation.id)
            posts.insert(operation.post)
            try doubt(operation, wake: isBehindDoubt ? nil : now, now: now, in: tx)
        }
        return posts.count
    }

    /// - Parameter wake: nil for a part that can only be asked about once the part before it is found.
    private static func doubt(
        _ operation: Due, wake: Instant?, now: Instant, in tx: any WriteTransaction
    ) throws {
        try tx.run(OperationStatements.doubt, .integer(operation.id.rawValue), wake.sqlValue, now.sqlValue)
        try EventLog.append(
            EventDraft(
                at: now, brand: operation.brand, principal: .system(via: "start"), verb: "operation.doubted",
                subjectKind: "operation", subject: operation.id.rawValue, post: operation.post,
                account: operation.account, before: operation.state.rawValue,
                after: OperationState.ambiguous.rawValue), in: tx)
    }
}
