package import SMMAPI
package import SMMAccounts

/// Holds and fuses, as the control API needs them.
package protocol HoldControl: Sendable {
    /// A page of holds in sight, newest first; the cursor's sort key and id are both the hold's.
    func list(_ call: Call, _ query: HoldQuery, _ page: PageRequest) async throws -> PageResult<HoldView>
    /// Places a hold (approver; for everything, admin everywhere). When it returns, nothing more leaves under it.
    func place(
        _ call: Call, _ body: PlaceHold, render: @escaping @Sendable (HoldView) throws -> String
    ) async throws -> Creation<HoldView>
    /// Releases a hold (approver; for everything, admin everywhere).
    func release(_ call: Call, _ hold: String) async throws -> HoldView
    /// Resets an account's fuse and releases its fuse holds (approver).
    func resetFuse(_ call: Call, _ account: Reference) async throws -> FuseView
}
