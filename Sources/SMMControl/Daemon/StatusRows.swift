import SMMDatabase
import SMMModel
import SMMStore

/// The statements of the daemon's status. Each reads an index on what is open, new or few: the archive costs nothing.
enum StatusRows {
    static let brands = Statement("SELECT id, name, zone FROM brand WHERE removed_at IS NULL")
    /// What wakes by itself, a row each, to be counted as it passes: grouped by SQLite, all of it would be sorted in
    /// memory. `later` counts the parts of threads that follow.
    static let waiting = Statement(
        """
        SELECT brand_id, state, CASE WHEN kind = 'publish' THEN parts - part - 1 ELSE 0 END
        FROM operation WHERE wake_at >= $1
        """)
    /// What is in hand or waits for a person; few rows at any time.
    static let open = Statement(
        """
        SELECT brand_id, state, COUNT(*), SUM(CASE WHEN kind = 'publish' THEN parts - part - 1 ELSE 0 END)
        FROM operation WHERE unsettled_at IS NOT NULL AND wake_at IS NULL
        GROUP BY brand_id, state
        """)
    /// What waits for a person, with the posts.
    static let asking = Statement(
        """
        SELECT id, post_id, brand_id, account_id, state FROM operation
        WHERE unsettled_at IS NOT NULL AND state IN ('unknown', 'missed') ORDER BY account_id, id LIMIT 200
        """)
    /// The holds of which nothing waits any more: their post is out, refused or withdrawn.
    static let idleHolds = Statement(
        """
        SELECT h.id FROM hold h
        WHERE h.released_at IS NULL AND ((h.scope_kind = 'post' AND NOT EXISTS (
            SELECT 1 FROM operation o
            WHERE o.post_id = h.scope_key AND o.state NOT IN ('published', 'failed', 'cancelled', 'expired')))
          OR (h.scope_kind = 'operation' AND NOT EXISTS (
            SELECT 1 FROM operation o
            WHERE o.id = h.scope_key AND o.state NOT IN ('published', 'failed', 'cancelled', 'expired'))))
        """)
    static let notices = Statement(
        """
        SELECT brand_id, kind, severity, subject, command, post_id, account_id, created_at FROM notice
        WHERE closed_at IS NULL ORDER BY dedupe LIMIT 1000
        """)
    /// The drafts of one post.
    static let draftsOfPost = Statement(
        "SELECT brand_id, COUNT(*) FROM operation WHERE post_id = $1 AND state = 'draft' GROUP BY brand_id")
    /// Every draft there is, by way of each account's deliveries without a time: read once after a start, then kept by
    /// the events of posts.
    static let drafts = Statement(
        """
        SELECT o.post_id, o.brand_id, COUNT(*)
        FROM account a JOIN delivery d ON d.account_id = a.id AND d.due_at IS NULL
          JOIN operation o ON o.post_id = d.post_id AND o.delivery_id = d.id AND o.state = 'draft'
        GROUP BY o.post_id, o.brand_id
        """)
    /// What wakes first, whoever it belongs to.
    static let first = Statement(
        """
        SELECT id, brand_id, account_id, post_id FROM operation
        WHERE wake_at >= $1 AND state IN ('scheduled', 'retry_wait') ORDER BY wake_at, id LIMIT $2
        """)
    static let firstOfBrand = Statement(
        """
        SELECT id, brand_id, account_id, post_id FROM operation
        WHERE wake_at >= $1 AND brand_id = $2 AND state IN ('scheduled', 'retry_wait') ORDER BY wake_at, id LIMIT $3
        """)
    /// What happened after a sequence, as far as the counts of a day and of drafts go.
    static let events = Statement(
        "SELECT seq, at, brand_id, verb, post_id, after FROM event WHERE seq > $1 ORDER BY seq LIMIT $2")
    /// The same, backwards, to fill a day after a start.
    static let eventsBefore = Statement(
        "SELECT seq, at, brand_id, verb FROM event WHERE seq < $1 ORDER BY seq DESC LIMIT $2")
}
