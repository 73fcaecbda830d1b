package import SMMAPI

/// Weekly slots of an account, as the control API needs them.
package protocol SlotControl: Sendable {
    /// The slots of an account.
    func show(_ call: Call, _ account: Reference) async throws -> SlotsView
    /// Replaces the slots of an account (approver).
    func set(_ call: Call, _ account: Reference, _ body: SetSlots) async throws -> SlotsView
}
