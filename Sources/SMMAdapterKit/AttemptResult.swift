import SMMModel

/// An attempt's outcome with what the answer told by the way.
package struct AttemptResult: Sendable, Hashable, Codable {
    /// What came of it.
    package var outcome: AttemptOutcome
    /// The rate budget read from the response headers, if any.
    package var rate: RateBudget?
    /// Deprecation or sunset notices seen, for `smmctl doctor`.
    package var warnings: [String]

    /// A result.
    package init(_ outcome: AttemptOutcome, rate: RateBudget? = nil, warnings: [String] = []) {
        self.outcome = outcome
        self.rate = rate
        self.warnings = warnings
    }
}
