package import SMMDatabase
package import SMMModel

extension PostWriter {
    static let openOfAccount = Statement(
        """
        SELECT o.id, o.delivery_id, o.post_id, o.brand_id, o.account_id, o.revision_id, o.kind, o.part, o.parts,
          o.after_id, o.target_id, o.state, o.due_at, o.expires_at, o.late_window, o.attempts, o.crashes, o.epoch,
          o.key_round, o.fingerprint, o.intent_at, o.absents, o.absent_at, o.cancel_requested, o.steps, o.created_at,
          o.unsettled_at
        FROM delivery d JOIN operation o ON o.post_id = d.post_id AND o.delivery_id = d.id
        WHERE d.account_id = $1 AND o.state NOT IN ('published', 'failed', 'cancelled', 'expired')
        """)

    /// Withdraws what is still to go out on an account that is being removed; gives how many operations.
    ///
    /// - Throws: `Problem` `account-busy` (409) while something is on its way or unknown there.
    package func retire(
        _ account: AccountID, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> Int {
        let open = try tx.query(Self.openOfAccount, [.integer(account.rawValue)]) { try OperationRecord(row: $0) }
        if let busy = open.first(where: { $0.state.isUncertain }) {
            throw Problem.conflict(
                "account-busy", "Something is on its way there or its fate is unknown (\(busy.state.rawValue)).",
                next: "smmctl why \(busy.post)")
        }
        var change = PostChange(post: PostID(rawValue: 0))
        for operation in open { try withdraw(operation, now: now, in: tx, into: &change) }
        return change.operations
    }
}
