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
        var delivery: DeliveryID
        var brand: BrandID
        var account: AccountID
        var kind: OperationKind
        var part: Int
        var parts: Int
        var state: OperationState
        var platform: String

        init(_ row: Row) throws {
            guard let kind = OperationKind(rawValue: try row.text(5)),
                let state = OperationState(rawValue: try row.text(8))
            else { throw DatabaseFailure(.columnType, "operation \(try row.int64(0)) has an unknown kind or state") }
            id = OperationID(rawValue: try row.int64(0))
            post = PostID(rawValue: try row.int64(1))
            delivery = DeliveryID(rawValue: try row.int64(2))
            brand = BrandID(rawValue: try row.int64(3))
            account = AccountID(rawValue: try row.int64(4))
            self.kind = kind
            part = try row.int(6)
            parts = try row.int(7)
            self.state = state
            platform = try row.text(9)
        }
    }

    /// Puts in doubt everything that was due and looks unsent, in the transaction that adopts the copy.
    ///
    /// Edits and deletes are left alone: doing one twice harms nobody.
    ///
    /// - Parameters:
    ///   - dueBy: until when the original can have sent; later than `now` where the clock may be behind.
    ///   - settle: how long what may just have been sent on a platform is left alone before it is asked about.
    /// - Returns: how many posts are concerned.
    package static func enter(
        dueBy: Instant, now: Instant, settle: (_ platform: String) -> Milliseconds, in tx: any WriteTransaction
    ) throws -> Int {
        var due = try tx.query(OperationStatements.dueWaiting, [dueBy.sqlValue], { try Due($0) })
        due += try tx.query(OperationStatements.dueInHand, [dueBy.sqlValue], { try Due($0) })
        due.removeAll(where: \.kind.isNaturallyIdempotent)
        var posts: Set<PostID> = []
        for operation in due {
            // Of one that is with a person already, only what comes behind it is in doubt.
            if operation.state != .unknown {
                try doubt(operation, wake: now + settle(operation.platform), now: now, in: tx)
                posts.insert(operation.post)
            }
            guard operation.part + 1 < operation.parts else { continue }
            // The original may have gone on with the thread; each part is asked about once the one before it is found.
            let values: [SQLValue] = [
                .integer(operation.post.rawValue), .integer(operation.delivery.rawValue),
                .integer(Int64(operation.part)),
            ]
            for behind in try tx.query(OperationStatements.partsBehind, values, { try Due($0) }) {
                try doubt(behind, wake: nil, now: now, in: tx)
                posts.insert(behind.post)
            }
        }
        return posts.count
    }

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
