import SMMModel
import SMMPublishing

/// Decides how an act on a post is taken back. Pure.
struct UndoPlan {
    /// An operation of the post, as far as taking back goes.
    struct Operation: Sendable, Hashable {
        var id: OperationID
        var delivery: DeliveryID
        var account: AccountID
        var kind: OperationKind
        var part: Int
        var state: OperationState
        var attempts: Int
        var after: OperationID?
        var due: Instant?
        var fingerprintKey: Int64?
        var fingerprint: [UInt8]?
        var updatedAt: Instant
        var createdAt: Instant
    }

    /// What is to be done.
    enum Step: Sendable, Hashable {
        /// Withdraw everything that was not sent.
        case cancel
        /// Give back what the act withdrew, and drop the deletes it queued.
        case giveBack([Operation], dropping: [Operation])
    }

    /// An act can be taken back for this long.
    static let window = Milliseconds.days(1)

    let verb: String
    /// Of an undo, the verb that it took back.
    let before: String?
    let at: Instant
    let post: PostID
    let operations: [Operation]
    /// What the asker is in the post's brand: only what they may do is proposed to them.
    let role: Role
    let now: Instant

    /// - Throws: `Problem` `nothing-to-undo` or `too-late-to-undo` (409), which says why.
    func step() throws -> Step {
        guard now - at <= Self.window else {
            throw tooLate("That was more than a day ago.", next: "smmctl why \(post)")
        }
        switch verb {
        case "post.created": return try cancelling()
        case "post.cancelled": return try givingBack()
        case "post.deleted": return try undeleting()
        case "post.edited":
            throw nothing(
                "You changed the post last, and a change is not taken back by itself.",
                next: isWaiting
                    ? "Change it again (smmctl post edit \(post)), or stop it: smmctl post cancel \(post)"
                    : "Change it again: smmctl post edit \(post)")
        case "act.undone":
            throw nothing("What you did last is taken back already.", next: doingItAgain)
        case "post.resolved", "post.retried":
            throw nothing(
                "What you did last cannot be taken back.",
                next: isWaiting ? "To stop it: smmctl post cancel \(post)" : "smmctl why \(post)")
        default:
            throw nothing("What you did last (\(verb)) cannot be taken back.", next: "smmctl why \(post)")
        }
    }

    /// The command that does again what was taken back: what was made goes out by a retry, what was withdrawn or taken
    /// down is withdrawn or taken down anew.
    private var doingItAgain: String {
        switch before {
        case "post.created" where role < .approver:
            return "An approver can have it as before (smmctl post retry \(post)); you can make it anew: "
                + "smmctl post \"TEXT\""
        case "post.created": return "To have it as before after all: smmctl post retry \(post)"
        case "post.cancelled" where isWaiting: return "To withdraw it after all: smmctl post cancel \(post)"
        case "post.cancelled" where isOut, "post.deleted": return takingDown("To take it down after all: ")
        default: return "smmctl why \(post)"
        }
    }

    private var isWaiting: Bool { operations.contains { !$0.state.isTerminal } }
    private var isOut: Bool { operations.contains { $0.kind == .publish && $0.state == .published } }

    /// The command that takes the post down; of what is out, who may type it.
    private func takingDown(_ introduction: String = "") -> String {
        let command = "smmctl post delete \(post)"
        return isOut && role < .approver ? "An approver can take it down: \(command)" : introduction + command
    }

    private func cancelling() throws -> Step {
        if let sent = operations.first(where: { $0.state == .published }) {
            throw tooLate(
                sent.kind == .publish ? "The post is published already." : "The post was changed since.",
                next: takingDown())
        }
        if operations.contains(where: \.state.isUncertain) {
            throw tooLate("The post is on its way, or nobody knows yet whether it arrived.", next: "smmctl why \(post)")
        }
        guard operations.contains(where: { !$0.state.isTerminal }) else {
            throw tooLate("Nothing of the post waits any more.", next: "smmctl why \(post)")
        }
        return .cancel
    }

    private func givingBack() throws -> Step {
        let withdrawn = withdrawn
        guard !withdrawn.isEmpty else {
            if operations.contains(where: { $0.kind == .delete && $0.state == .cancelled && $0.updatedAt == at }) {
                throw nothing(
                    "You withdrew the delete of the post last, and that is not taken back by itself.",
                    next: takingDown("To take it down after all: "))
            }
            throw tooLate(
                "It was on its way when you withdrew it, or it was changed since.", next: "smmctl why \(post)")
        }
        return .giveBack(withdrawn, dropping: [])
    }

    private func undeleting() throws -> Step {
        let deletes = operations.filter { $0.kind == .delete && $0.createdAt == at }
        if deletes.contains(where: { $0.state == .published }) {
            throw tooLate("It is taken down already; only a new post brings it back.", next: "smmctl post show \(post)")
        }
        if deletes.contains(where: \.state.isUncertain) {
            throw tooLate("It is being taken down.", next: "smmctl why \(post)")
        }
        let open = deletes.filter { !$0.state.isTerminal }
        let withdrawn = withdrawn
        guard !open.isEmpty || !withdrawn.isEmpty else {
            throw tooLate("Nothing of the delete waits any more.", next: "smmctl why \(post)")
        }
        return .giveBack(withdrawn, dropping: open)
    }

    /// What the act withdrew. An edit cancels, too, what it replaces, perhaps in the same millisecond: that never comes
    /// back.
    private var withdrawn: [Operation] {
        let publishes = operations.filter { $0.kind == .publish }.map {
            CurrentParts.Part(id: $0.id, delivery: $0.delivery, part: $0.part, after: $0.after)
        }
        let current = CurrentParts.among(publishes)
        return operations.filter { operation in
            operation.state == .cancelled && operation.updatedAt == at && operation.kind != .delete
                && (operation.kind != .publish || current.contains(operation.id))
        }
    }

    private func tooLate(_ why: String, next: String) -> Problem {
        Problem.conflict("too-late-to-undo", "What you did last cannot be taken back any more. \(why)", next: next)
    }

    private func nothing(_ why: String, next: String) -> Problem {
        Problem.conflict("nothing-to-undo", why, next: next)
    }
}
