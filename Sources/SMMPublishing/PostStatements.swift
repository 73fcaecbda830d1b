package import SMMDatabase

/// The statements that write posts.
package enum PostStatements: StatementCatalog {
    /// `post`
    package static let area = "post"

    static let insertPost = Statement(
        """
        INSERT INTO post (id, brand_id, revision_id, author, allow_repeat, version, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, 1, $6, $6)
        """)
    static let insertRevision = Statement(
        """
        INSERT INTO revision (id, post_id, number, previous_id, content, hash, created_at, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """)
    static let insertDelivery = Statement(
        """
        INSERT INTO delivery (id, post_id, brand_id, account_id, schedule_kind, schedule_wall, schedule_zone,
          schedule_fold, schedule_queue, schedule_position, tzdata, due_at, expires_at, late_window, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """)
    static let equalFingerprint = Statement(
        """
        SELECT post_id, fingerprint FROM operation
        WHERE fingerprint_key = $1 AND account_id = $2 AND post_id <> $3
          AND state IN ('draft', 'scheduled', 'claimed', 'prepared', 'sending', 'retry_wait', 'ambiguous',
            'reconciling', 'unknown', 'missed')
        """)
    static let findPost = Statement(
        "SELECT brand_id, version, revision_id, author, allow_repeat, deleted_at FROM post WHERE id = $1")
    /// Counts a change of a post.
    package static let touch = Statement("UPDATE post SET version = version + 1, updated_at = $2 WHERE id = $1")
    static let newRevision = Statement("UPDATE post SET revision_id = $2, allow_repeat = $3 WHERE id = $1")
    static let markDeleted = Statement("UPDATE post SET deleted_at = $2 WHERE id = $1")
    static let revisionNumber = Statement("SELECT number FROM revision WHERE id = $1")
    static let operations = Statement(
        """
        SELECT o.id, o.delivery_id, o.post_id, o.brand_id, o.account_id, o.revision_id, o.kind, o.part, o.parts,
          o.after_id, o.target_id, o.state, o.due_at, o.expires_at, o.late_window, o.attempts, o.crashes, o.epoch,
          o.key_round, o.fingerprint, o.intent_at, o.absents, o.absent_at, o.cancel_requested, o.steps, o.created_at,
          o.unsettled_at
        FROM operation o WHERE o.post_id = $1 ORDER BY o.id
        """)
    /// Sets a state in which nothing is in hand.
    package static let setState = Statement(
        """
        UPDATE operation SET state = $2, wake_at = $3, epoch = epoch + 1, lease_until = NULL, unsettled_at = NULL,
          updated_at = $4
        WHERE id = $1
        """)
    static let requestCancel = Statement(
        "UPDATE operation SET cancel_requested = 1, updated_at = $2 WHERE id = $1")
    /// Another round of its key, so that a network does not answer as it did before. Where this database knows of no
    /// attempt it keeps the key: the original of a restored copy may have sent it under that.
    static let tryAgain = Statement(
        """
        UPDATE operation SET state = 'scheduled', due_at = $2, wake_at = $3, attempts = 0,
          key_round = CASE WHEN attempts = 0 THEN key_round ELSE key_round + 1 END,
          intent_at = NULL, absents = 0, absent_at = NULL, failure = NULL, cancel_requested = 0, epoch = epoch + 1,
          unsettled_at = NULL,
          expires_at = CASE WHEN expires_at <= $2 THEN NULL ELSE expires_at END, updated_at = $4
        WHERE id = $1
        """)
    static let resolvePublished = Statement(
        """
        UPDATE operation SET state = 'published', wake_at = NULL, receipt = $2, failure = NULL, epoch = epoch + 1,
          unsettled_at = NULL, updated_at = $3
        WHERE id = $1
        """)
    static let resolveNotPublished = Statement(
        """
        UPDATE operation SET state = 'failed', wake_at = NULL, failure = $2, epoch = epoch + 1, unsettled_at = NULL,
          updated_at = $3
        WHERE id = $1
        """)
    static let setDeliverySchedule = Statement(
        """
        UPDATE delivery SET schedule_kind = $2, schedule_wall = $3, schedule_zone = $4, schedule_fold = $5,
          schedule_queue = $6, schedule_position = $7, tzdata = $8, due_at = $9, expires_at = $10, late_window = $11
        WHERE id = $1
        """)
    static let setDeliveryLimits = Statement("UPDATE delivery SET expires_at = $2, late_window = $3 WHERE id = $1")
    /// An approval that is still asked for.
    static let openApproval = Statement(
        """
        SELECT id FROM hold
        WHERE released_at IS NULL AND scope_kind = 'post' AND scope_key = $1 AND reason = 'approval'
        """)
    static let deliveries = Statement(
        """
        SELECT id, account_id, expires_at, late_window FROM delivery
        WHERE id IN (SELECT delivery_id FROM operation WHERE post_id = $1) ORDER BY id
        """)
    static let revisionContent = Statement("SELECT content FROM revision WHERE id = $1")
    /// When an operation was meant to happen; null for a draft.
    static let dueOf = Statement("SELECT due_at FROM operation WHERE id = $1")
    static let parentReceipt = Statement("SELECT receipt FROM operation WHERE id = $1")

    /// The fast path.
    package static var statements: [Statement] {
        [
            insertPost, insertRevision, insertDelivery, equalFingerprint, findPost, touch, newRevision, markDeleted,
            revisionNumber, operations, setState, requestCancel, tryAgain, resolvePublished, resolveNotPublished,
            setDeliverySchedule, setDeliveryLimits, openApproval, deliveries, revisionContent, dueOf, parentReceipt,
            PostWriter.openOfAccount,
        ]
    }
}
