package import SMMDatabase

/// The statements of the publish machine.
package enum OperationStatements: StatementCatalog {
    /// `operation`
    package static let area = "operation"

    /// Columns in the order `OperationRecord.init(row:)` reads them, then the revision's content.
    static let due = Statement(
        """
        SELECT o.id, o.delivery_id, o.post_id, o.brand_id, o.account_id, o.revision_id, o.kind, o.part, o.parts,
          o.after_id, o.target_id, o.state, o.due_at, o.expires_at, o.late_window, o.attempts, o.crashes, o.epoch,
          o.key_round, o.fingerprint, o.intent_at, o.absents, o.absent_at, o.cancel_requested, o.steps, o.created_at,
          o.unsettled_at, r.content
        FROM operation o JOIN revision r ON r.id = o.revision_id
        WHERE o.wake_at <= $1 ORDER BY o.wake_at, o.id LIMIT $2
        """)
    /// The same, passing over what is held; used while any hold is in force.
    static let dueUnheld = Statement(
        """
        SELECT o.id, o.delivery_id, o.post_id, o.brand_id, o.account_id, o.revision_id, o.kind, o.part, o.parts,
          o.after_id, o.target_id, o.state, o.due_at, o.expires_at, o.late_window, o.attempts, o.crashes, o.epoch,
          o.key_round, o.fingerprint, o.intent_at, o.absents, o.absent_at, o.cancel_requested, o.steps, o.created_at,
          o.unsettled_at, r.content
        FROM operation o JOIN revision r ON r.id = o.revision_id
        WHERE o.wake_at <= $1
          AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.released_at IS NULL AND (
            (h.scope_kind = 'account' AND h.scope_key = o.account_id)
            OR (h.scope_kind = 'brand' AND h.scope_key = o.brand_id)
            OR (h.scope_kind = 'post' AND h.scope_key = o.post_id)
            OR (h.scope_kind = 'operation' AND h.scope_key = o.id)
            OR h.scope_kind = 'everything'))
        ORDER BY o.wake_at, o.id LIMIT $2
        """)
    /// What a daemon that is gone left in its hands.
    static let abandoned = Statement(
        """
        SELECT o.id, o.delivery_id, o.post_id, o.brand_id, o.account_id, o.revision_id, o.kind, o.part, o.parts,
          o.after_id, o.target_id, o.state, o.due_at, o.expires_at, o.late_window, o.attempts, o.crashes, o.epoch,
          o.key_round, o.fingerprint, o.intent_at, o.absents, o.absent_at, o.cancel_requested, o.steps, o.created_at,
          o.unsettled_at, r.content
        FROM operation o JOIN revision r ON r.id = o.revision_id
        WHERE o.id IN (
          SELECT id FROM operation
          WHERE unsettled_at IS NOT NULL AND state IN ('claimed', 'prepared', 'sending', 'reconciling'))
        ORDER BY o.id
        """)
    static let byID = Statement(
        """
        SELECT o.id, o.delivery_id, o.post_id, o.brand_id, o.account_id, o.revision_id, o.kind, o.part, o.parts,
          o.after_id, o.target_id, o.state, o.due_at, o.expires_at, o.late_window, o.attempts, o.crashes, o.epoch,
          o.key_round, o.fingerprint, o.intent_at, o.absents, o.absent_at, o.cancel_requested, o.steps, o.created_at,
          o.unsettled_at, r.content
        FROM operation o JOIN revision r ON r.id = o.revision_id
        WHERE o.id = $1
        """)
    static let scheduleKind = Statement("SELECT schedule_kind FROM delivery WHERE id = $1")
    static let claim = Statement(
        """
        UPDATE operation SET state = $2, wake_at = NULL, epoch = epoch + 1, lease_until = $3,
          unsettled_at = COALESCE(unsettled_at, $4), updated_at = $4
        WHERE id = $1
        """)
    static let release = Statement(
        """
        UPDATE operation SET state = $3, wake_at = $4, lease_until = NULL,
          unsettled_at = CASE WHEN $6 = 1 THEN unsettled_at END, updated_at = $5
        WHERE id = $1 AND epoch = $2 AND (state = 'claimed' OR state = 'prepared' OR state = 'reconciling')
        """)
    static let prepared = Statement(
        "UPDATE operation SET state = 'prepared', updated_at = $3 WHERE id = $1 AND epoch = $2 AND state = 'claimed'")
    /// A person may have withdrawn it since it was claimed; an edit or delete is done again to find out.
    static let intent = Statement(
        """
        UPDATE operation SET state = 'sending', intent_at = COALESCE(intent_at, $3), updated_at = $3
        WHERE id = $1 AND epoch = $2 AND (state = 'claimed' OR state = 'prepared' OR state = 'reconciling')
          AND (cancel_requested = 0 OR kind IN ('edit', 'delete', 'hide', 'profile'))
        """)
    static let insertAttempt = Statement(
        """
        INSERT INTO attempt (id, operation_id, account_id, number, epoch, key_round, intent_at, retention)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'routine')
        """)
    static let endAttempt = Statement(
        "UPDATE attempt SET ended_at = $2, progress = $3, outcome = $4, evidence = $5 WHERE id = $1")
    /// The common end of an operation; an operation that was withdrawn meanwhile is left to `withdrawnResult`.
    static let result = Statement(
        """
        UPDATE operation SET state = $3, wake_at = $4, lease_until = NULL, attempts = $5, key_round = $6, absents = $7,
          absent_at = $8, receipt = COALESCE($9, receipt), failure = $10,
          intent_at = CASE WHEN $11 = 1 THEN NULL ELSE intent_at END,
          unsettled_at = CASE WHEN $13 = 1 THEN COALESCE(unsettled_at, $12) END, updated_at = $12
        WHERE id = $1 AND epoch = $2 AND cancel_requested = 0
        """)
    /// The same for one that was withdrawn. Two statements, since a RETURNING costs every result a temporary table.
    static let withdrawnResult = Statement(
        """
        UPDATE operation SET state = $3, wake_at = $4, lease_until = NULL, attempts = $5, key_round = $6, absents = $7,
          absent_at = $8, receipt = COALESCE($9, receipt), failure = $10,
          intent_at = CASE WHEN $11 = 1 THEN NULL ELSE intent_at END,
          unsettled_at = CASE WHEN $13 = 1 THEN COALESCE(unsettled_at, $12) END, updated_at = $12
        WHERE id = $1 AND epoch = $2 AND cancel_requested = 1
        """)
    static let restart = Statement(
        """
        UPDATE operation SET state = $2, wake_at = $3, lease_until = NULL, attempts = $4, crashes = $5, epoch = epoch + 1,
          unsettled_at = CASE WHEN $7 = 1 THEN unsettled_at END, updated_at = $6
        WHERE id = $1
        """)
    static let steps = Statement("UPDATE operation SET steps = $2 WHERE id = $1")
    static let repeated = Statement(
        """
        SELECT id, fingerprint FROM operation
        WHERE fingerprint_key = $1 AND account_id = $2 AND id <> $3 AND intent_at > $4
          AND EXISTS (SELECT 1 FROM operation own WHERE own.id = $3 AND own.fingerprint_key IS NOT NULL)
        """)
    /// A person looked at the repeat and let this revision of the post through; ids are ordered by time.
    static let repeatAllowed = Statement(
        """
        SELECT id FROM hold WHERE scope_kind = 'post' AND scope_key = $1 AND reason = 'fuse'
          AND released_at IS NOT NULL AND id > $2 LIMIT 1
        """)
    /// After the clock went back: waits that were counted from a time still to come are counted from now.
    static let clockWentBack = Statement(
        """
        UPDATE operation SET updated_at = $1, wake_at = CASE
            WHEN state = 'scheduled' AND due_at > $1 + (wake_at - updated_at) THEN due_at
            ELSE $1 + (wake_at - updated_at) END
        WHERE wake_at > $1 AND updated_at > $1 AND wake_at <> due_at
          AND state IN ('scheduled', 'retry_wait', 'ambiguous')
        RETURNING wake_at
        """)
    static let releaseNext = Statement(
        """
        UPDATE operation SET wake_at = CASE WHEN due_at > $3 THEN due_at ELSE $3 END, updated_at = $3
        WHERE post_id = $1 AND after_id = $2 AND (state = 'scheduled' OR state = 'ambiguous') AND wake_at IS NULL
        """)
    /// What was due and waits, for a database that is a copy.
    static let dueWaiting = Statement(
        """
        SELECT o.id, o.post_id, o.delivery_id, o.brand_id, o.account_id, o.kind, o.part, o.parts, o.state,
          COALESCE(a.platform, '')
        FROM operation o LEFT JOIN account a ON a.id = o.account_id
        WHERE o.id IN (SELECT id FROM operation WHERE wake_at IS NOT NULL)
          AND o.due_at <= $1 AND o.state IN ('scheduled', 'retry_wait', 'ambiguous')
        ORDER BY o.id
        """)
    /// What was due and in hand, or with a person, when the copy was made.
    static let dueInHand = Statement(
        """
        SELECT o.id, o.post_id, o.delivery_id, o.brand_id, o.account_id, o.kind, o.part, o.parts, o.state,
          COALESCE(a.platform, '')
        FROM operation o LEFT JOIN account a ON a.id = o.account_id
        WHERE o.id IN (SELECT id FROM operation WHERE unsettled_at IS NOT NULL)
          AND o.due_at <= $1 AND o.state IN ('claimed', 'prepared', 'sending', 'reconciling', 'unknown')
        ORDER BY o.id
        """)
    /// The parts that wait for those before them.
    static let partsBehind = Statement(
        """
        SELECT o.id, o.post_id, o.delivery_id, o.brand_id, o.account_id, o.kind, o.part, o.parts, o.state,
          COALESCE(a.platform, '')
        FROM operation o LEFT JOIN account a ON a.id = o.account_id
        WHERE o.post_id = $1 AND o.delivery_id = $2 AND o.kind = 'publish' AND o.part > $3 AND o.state = 'scheduled'
          AND o.wake_at IS NULL
        ORDER BY o.part
        """)
    /// The original can have tried it as soon as it was due, and not before. No attempt that this database knows of says
    /// anything about it.
    static let doubt = Statement(
        """
        UPDATE operation SET state = 'ambiguous', wake_at = $2, intent_at = COALESCE(intent_at, due_at), attempts = 0,
          absents = 0, absent_at = NULL, epoch = epoch + 1, lease_until = NULL, unsettled_at = $3, updated_at = $3
        WHERE id = $1
        """)
    /// Parts in doubt behind one that is proven not to be there are not there either.
    static let clearLater = Statement(
        """
        UPDATE operation SET state = CASE WHEN cancel_requested = 1 THEN 'cancelled' ELSE 'scheduled' END,
          intent_at = NULL, unsettled_at = NULL, updated_at = $4
        WHERE post_id = $1 AND delivery_id = $2 AND kind = 'publish' AND part > $3 AND state = 'ambiguous'
          AND wake_at IS NULL
        """)
    /// Parts in doubt behind another part.
    static let doubtedLater = Statement(
        """
        SELECT id FROM operation
        WHERE post_id = $1 AND delivery_id = $2 AND kind = 'publish' AND part > $3 AND state = 'ambiguous'
          AND wake_at IS NULL
        """)
    static let failLater = Statement(
        """
        UPDATE operation SET state = 'failed', wake_at = NULL, failure = $4, unsettled_at = NULL, updated_at = $5
        WHERE post_id = $1 AND delivery_id = $2 AND kind = 'publish' AND part > $3
          AND (state IN ('scheduled', 'retry_wait', 'draft') OR (state = 'ambiguous' AND wake_at IS NULL))
        """)
    static let receipts = Statement(
        """
        SELECT id, part, receipt FROM operation
        WHERE post_id = $1 AND delivery_id = $2 AND receipt IS NOT NULL ORDER BY part, id
        """)
    static let owned = Statement(
        """
        SELECT o.receipt FROM delivery d JOIN operation o ON o.post_id = d.post_id AND o.delivery_id = d.id
        WHERE d.account_id = $1 AND o.id <> $2 AND o.receipt IS NOT NULL AND o.updated_at >= $3
          AND o.state = 'published'
        """)
    static let anyPublished = Statement(
        """
        SELECT 1 FROM delivery d JOIN operation o ON o.post_id = d.post_id AND o.delivery_id = d.id
        WHERE d.account_id = $1 AND o.kind = 'publish' AND o.state = 'published' LIMIT 1
        """)
    static let wakes = Statement(
        """
        SELECT DISTINCT wake_at FROM operation WHERE wake_at > $1 AND wake_at <= $2 ORDER BY wake_at LIMIT $3
        """)
    static let nextWake = Statement("SELECT wake_at FROM operation WHERE wake_at > $1 ORDER BY wake_at LIMIT 1")
    static let uncertain = Statement(
        """
        SELECT id, account_id, fingerprint FROM operation
        WHERE unsettled_at IS NOT NULL AND state IN ('sending', 'ambiguous', 'reconciling', 'unknown')
          AND fingerprint IS NOT NULL
        """)
    static let recentIntents = Statement(
        "SELECT account_id, intent_at FROM attempt WHERE id > $1 AND intent_at > $2 ORDER BY id")
    static let insertOperation = Statement(
        """
        INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part, parts, after_id,
          target_id, state, due_at, wake_at, expires_at, late_window, attempts, crashes, epoch, key_round, fingerprint,
          fingerprint_key, absents, cancel_requested, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, 0, 0, $17, $18, 0, 0, $19,
          $19)
        """)
    static let reschedule = Statement(
        """
        UPDATE operation SET state = $2, due_at = $3, wake_at = $3, lease_until = NULL, unsettled_at = NULL,
          updated_at = $4
        WHERE id = $1 AND epoch = $5
        """)
    static let delay = Statement("UPDATE operation SET wake_at = $2, updated_at = $3 WHERE id = $1")
    static let rescheduleDelivery = Statement("UPDATE delivery SET due_at = $2 WHERE id = $1")

    /// The fast path.
    package static var statements: [Statement] {
        [
            due, dueUnheld, abandoned, byID, scheduleKind, claim, release, prepared, intent, insertAttempt, endAttempt,
            result, withdrawnResult, restart, steps, repeated, repeatAllowed, clockWentBack, releaseNext, dueWaiting,
            dueInHand, partsBehind, doubt, clearLater, doubtedLater, failLater, receipts, owned, anyPublished, wakes,
            nextWake, uncertain, recentIntents, insertOperation, reschedule, delay, rescheduleDelivery,
        ]
    }
}
