package import SMMAPI
package import SMMModel
import Synchronization

/// What a reader of the event stream saw over the lives of several daemons.
package final class FollowLog: Sendable {
    private struct State {
        var last: Int64 = 0
        var published: Set<PostID> = []
    }

    private let state = Mutex(State())

    /// Nothing seen yet.
    package init() {}

    /// The last sequence number seen: where the next life is followed from.
    package var last: Int64 { state.withLock { $0.last } }

    /// Whether the publication of a post was told.
    package func saw(_ post: PostID) -> Bool { state.withLock { $0.published.contains(post) } }

    /// Notes one event.
    package func note(_ event: EventView) {
        state.withLock { state in
            state.last = max(state.last, event.seq)
            if event.verb == "operation.published", let post = event.post { state.published.insert(post) }
        }
    }
}
