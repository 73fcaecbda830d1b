package import SMMAdapterTestKit

/// Faults for the next requests of one account, as the harness sends them to a network.
package struct LabPlan: Sendable, Codable {
    /// The account's name on the network.
    package var account: String
    /// Which requests.
    package var kind: FakeRequestKind
    /// What happens to them, one each.
    package var faults: [FakeFault]

    /// A plan.
    package init(account: String, kind: FakeRequestKind, faults: [FakeFault]) {
        self.account = account
        self.kind = kind
        self.faults = faults
    }
}
