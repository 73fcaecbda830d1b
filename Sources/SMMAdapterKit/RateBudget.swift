package import SMMModel

/// What a platform's headers say is left to spend.
package struct RateBudget: Sendable, Hashable, Codable {
    /// Requests allowed in the window, when told.
    package var limit: Int64?
    /// Requests left in the window.
    package var remaining: Int64
    /// When the window begins anew.
    package var resetAt: Instant

    /// A budget.
    package init(limit: Int64? = nil, remaining: Int64, resetAt: Instant) {
        self.limit = limit
        self.remaining = remaining
        self.resetAt = resetAt
    }
}
