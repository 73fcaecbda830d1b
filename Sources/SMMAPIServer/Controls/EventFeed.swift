package import SMMAPI

/// The record, as the control API needs it.
package protocol EventFeed: Sendable {
    /// A page of rows in sight, newest first; the cursor's sort key and id are both the sequence.
    func list(_ call: Call, _ query: EventQuery, _ page: PageRequest) async throws -> PageResult<EventView>
    /// New rows in sight as they are committed, first those after `query.after` where it is given.
    func follow(_ call: Call, _ query: EventQuery) async throws -> any EventCursor
}
