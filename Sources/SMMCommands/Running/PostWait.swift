import SMMAPI
import SMMModel

/// Waits until a post is out, or nothing more happens to it by itself.
struct PostWait {
    let session: Session

    /// Looks every half second, for ten minutes at most; ends with the status that fits.
    func untilSettled(_ post: PostView) async throws {
        let deadline = session.terminal.now() + .minutes(10)
        var view = post
        while PostHolds.isMoving(view.state) {
            let holds = PostHolds.stopping(view)
            guard holds.isEmpty else { return try endHeld(view, holds) }
            guard session.terminal.now() < deadline else {
                session.remark("It is not out after ten minutes.", next: "smmctl why \(view.id)")
                throw CommandFailure.silent(.tryAgain)
            }
            try await session.terminal.pause(.milliseconds(500))
            view = try await session.call(
                .showPost, as: PostView.self, path: ["post": post.id.description]
            ).value
        }
        if view.state == .published {
            let urls = view.deliveries.compactMap(\.url).joined(separator: " ")
            return session.remark("Published. \(urls)")
        }
        let needsPerson = [.unknown, .missed, .draft].contains(view.state)
        session.remark("It is \(StateLook.words(view.state.rawValue)).", next: "smmctl why \(view.id)")
        throw CommandFailure.silent(needsPerson ? .needsPerson : .refused)
    }

    /// Nobody knows when a person lets a hold go, so there is nothing to wait for.
    private func endHeld(_ post: PostView, _ holds: [HoldView]) throws {
        session.remark("It is held, and does not go out until that ends.", next: "smmctl why \(post.id)")
        for hold in holds {
            session.remark(
                "Held (\(hold.reason.rawValue)), \(HoldCommands.scope(hold)): \(hold.detail)", next: hold.next)
        }
        throw CommandFailure.silent(.needsPerson)
    }
}
