import SMMAPI
import SMMModel

/// Decides whether what a post has still to send is stopped, and by which holds. Pure.
enum PostHolds {
    /// The holds, where they stop everything of the post that is still to go out; none where anything goes on.
    static func stopping(_ post: PostView) -> [HoldView] {
        let open = post.deliveries.filter { isMoving($0.state) }
        let isAll = open.allSatisfy { !isInHand($0) && isStopped($0, post.holds) }
        return isAll ? post.holds.filter { hold in open.contains { stops(hold, $0) } } : []
    }

    /// Whether something more happens to it by itself.
    static func isMoving(_ state: PostState) -> Bool {
        [.scheduled, .waiting, .underway, .uncertain].contains(state)
    }

    /// What is being sent or asked about at this moment comes to its end whatever is held. What is in doubt and waits to
    /// be asked about is kept back like a send.
    private static func isInHand(_ delivery: DeliveryView) -> Bool {
        delivery.operations.contains {
            [.claimed, .prepared, .sending, .reconciling].map(Open.init).contains($0.state)
        }
    }

    /// A hold on one operation lets the parts before it go on, and keeps those behind it back.
    private static func isStopped(_ delivery: DeliveryView, _ holds: [HoldView]) -> Bool {
        let stopping = holds.filter { stops($0, delivery) }
        if stopping.contains(where: { $0.scope.kind != "operation" }) { return true }
        let held = Set(stopping.compactMap(\.scope.id))
        let open = delivery.operations.filter { !($0.state.known?.isTerminal ?? false) }
        let heldParts = open.filter { $0.kind.known == .publish && held.contains($0.id.description) }.map(\.part)
        let firstHeld = heldParts.min() ?? .max
        return !open.isEmpty
            && open.allSatisfy { operation in
                held.contains(operation.id.description)
                    || (operation.kind.known == .publish && operation.part > firstHeld)
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
