package import SMMModel

/// What a check of an account found out.
package struct AccountCheck: Sendable, Hashable, Codable {
    /// What people call it there now.
    package var handle: String
    /// The kind of credential, in the platform's words.
    package var credential: String
    /// When the credential ends by itself.
    package var expiresAt: Instant?
    /// What the credential may do, where the platform says.
    package var scopes: [String]
    /// What it may not do and would be needed, each with what for.
    package var missing: [String]
    /// The limits that hold for this account, each as `name` and `value`, in the order to show.
    package var limits: [Limit]
    /// What is left to spend, where the platform says.
    package var budget: RateBudget?
    /// How far the server's clock is ahead of ours; negative when behind; nil when it does not tell.
    package var clockSkew: Milliseconds?
    /// All facts, to be kept instead of the former ones.
    package var facts: [String: String]
    /// What a person should look at, each with the next step. Sentences of ours.
    package var remarks: [String]

    /// One limit.
    package struct Limit: Sendable, Hashable, Codable {
        /// What is limited, e.g. `text`.
        package var name: String
        /// How much, with its unit.
        package var value: String

        /// A limit.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A check.
    package init(
        handle: String, credential: String, expiresAt: Instant? = nil, scopes: [String] = [], missing: [String] = [],
        limits: [Limit] = [], budget: RateBudget? = nil, clockSkew: Milliseconds? = nil,
        facts: [String: String] = [:], remarks: [String] = []
    ) {
        self.handle = handle
        self.credential = credential
        self.expiresAt = expiresAt
        self.scopes = scopes
        self.missing = missing
        self.limits = limits
        self.budget = budget
        self.clockSkew = clockSkew
        self.facts = facts
        self.remarks = remarks
    }
}
