/// Faults that a harness plans from another process.
package struct FakeBlueskyPlan: Sendable, Hashable, Codable {
    /// For the next requests of this method; nil to plan by kind.
    package var method: String?
    /// For the next requests of this kind.
    package var kind: FakeRequestKind?
    /// Of this account alone, by DID; nil for all.
    package var account: String?
    /// One each.
    package var faults: [FakeFault]

    /// Faults for a method, or for a kind and perhaps one account's.
    package init(
        method: String? = nil, kind: FakeRequestKind? = nil, account: String? = nil, faults: [FakeFault]
    ) {
        self.method = method
        self.kind = kind
        self.account = account
        self.faults = faults
    }
}
