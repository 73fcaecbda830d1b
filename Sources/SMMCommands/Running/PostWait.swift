import SMMAPI
import SMMModel

/// Waits until a post is out, or nothing more happens to it by itself.
struct PostWait {
    let session: Session

    /// Looks every half second, for ten minutes at most; ends with the status that fits.
    func untilSettled(_ post: PostView) async throws {
        let deadline = session.terminal.now() + .minutes(10)
        var view = post
        while Self.isMoving(view.state) {
            let holds = Self.holdsAll(of: view)
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

    private static func isMoving(_ state: PostState) -> Bool {
        [.scheduled, .underway, .uncertain].contains(state)
    }

    /// The holds, where they stop everything of the post that is still to go out; none where anything goes on.
    private static func holdsAll(of post: PostView) -> [HoldView] {
        let open = post.deliveries.filter { isMoving($0.state) }
        let isStopped = open.allSatisfy { delivery in
            !isInHand(delivery) && post.holds.contains { stops($0, delivery) }
        }
        return isStopped ? post.holds.filter { hold in open.contains { stops(hold, $0) } } : []
    }

    /// What is being sent, or asked about, comes to its end whatever is held.
    private static func isInHand(_ delivery: DeliveryView) -> Bool {
        delivery.state == .uncertain
            || delivery.operations.contains {
                [.claimed, .prepared, .sending, .ambiguous, .reconciling].map(Open.init).contains($0.state)
            }
    }

    private static func stops(_ hold: HoldView, _ delivery: DeliveryView) -> Bool {
        switch hold.scope.kind {
        case "account": hold.scope.id == delivery.account.id.description
        case "operation": delivery.operations.contains { $0.id.description == hold.scope.id }
        default: true
        }
    }
}
