package import SMMDatabase
package import SMMModel

/// Forgets what nobody asks for any more. The event chain is kept: it is the record.
package enum Retention {
    /// How long the attempts of what is done are kept.
    package static let attemptLifetime = Milliseconds.days(90)

    static let forgetAttempts = Statement(
        """
        DELETE FROM attempt WHERE id IN (
          SELECT a.id FROM attempt a WHERE a.id < $1 AND a.retention = 'routine' AND a.ended_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.id = a.operation_id
              AND o.state NOT IN ('published', 'failed', 'cancelled', 'expired'))
          ORDER BY a.id LIMIT $2)
        """)

    /// Deletes at most `limit` attempts whose lifetime is over and whose operation is done; returns how many.
    ///
    /// Few at a time: nothing that is to be sent waits behind it for long.
    package static func forgetAttempts(now: Instant, limit: Int, in tx: any WriteTransaction) throws -> Int {
        // Attempt ids are ordered by time, so the old ones are one range of the primary key.
        try tx.run(
            forgetAttempts, .integer(IDGenerator.lowest(at: now - attemptLifetime)), .integer(Int64(limit)))
    }
}

/// The statements of retention.
package enum RetentionStatements: StatementCatalog {
    /// `retention`
    package static let area = "retention"
    /// The fast path.
    package static var statements: [Statement] { [Retention.forgetAttempts] }
}
