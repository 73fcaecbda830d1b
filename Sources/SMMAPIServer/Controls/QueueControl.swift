package import SMMAPI

/// What goes out next, as the control API needs it.
package protocol QueueControl: Sendable {
    /// A page of operations by due instant; the cursor's sort key is that instant, its id the operation's.
    func list(_ call: Call, _ query: QueueQuery, _ page: PageRequest) async throws -> PageResult<QueueItem>
}
