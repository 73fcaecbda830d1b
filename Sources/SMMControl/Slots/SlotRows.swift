import SMMDatabase

/// The rows of slots as they are shown.
enum SlotRows {
    static let ofAccount = Statement(
        """
        SELECT id, weekday, minute FROM slot WHERE account_id = $1 AND removed_at IS NULL ORDER BY weekday, minute
        """)
}
