import SMMAPI
import SMMModel
import SMMPublishing
import SMMStore

/// Puts stored facts about a post into lines of its story.
struct StoryLines {
    let views: PostViews

    /// An event of the post.
    func event(_ event: EventRow) -> StoryLine {
        StoryLine(
            at: views.moments(event.at), kind: event.verb.hasPrefix("hold.") ? "hold" : "event", who: event.actor,
            text: StoryWords.sentence(event, views.moments), account: event.account.map(views.account),
            operation: event.subjectKind == "operation" ? OperationID(rawValue: event.subject) : nil,
            detail: event.detail)
    }

    /// An attempt: its intent, and its end where there was one.
    func attempt(_ attempt: StoryAttempt) -> [(Instant, StoryLine)] {
        let account = views.account(attempt.account)
        func line(_ at: Instant, _ text: String, _ detail: String? = nil) -> (Instant, StoryLine) {
            let line = StoryLine(
                at: views.moments(at), kind: "attempt", who: "smmd", text: text, account: account,
                operation: attempt.operation, detail: detail)
            return (at, line)
        }
        let name = "Attempt \(attempt.number)\(StoryWords.purpose(attempt.kind))"
        var lines = [line(attempt.intentAt, "\(name) began: the intent to send was made durable.")]
        if let ended = attempt.endedAt, let outcome = attempt.outcome {
            let reached = attempt.progress.map { ", " + StoryWords.reached($0) } ?? ""
            lines.append(
                line(
                    ended, "\(name) ended: \(StoryWords.outcome(outcome))\(reached).",
                    attempt.evidence.map(StoryWords.evidence)))
        }
        return lines
    }

    /// A hold on more than the post: its placing, if that came after the post was made, and its release.
    func hold(_ entry: HoldRows.Entry, since: Instant) -> [(Instant, StoryLine)] {
        let hold = entry.hold
        let what = StoryWords.scope(hold.scope) { views.account($0).name }
        var account: AccountReference?
        if case .account(let id) = hold.scope { account = views.account(id) }
        func line(_ at: Instant, _ who: String, _ text: String) -> (Instant, StoryLine) {
            let line = StoryLine(
                at: views.moments(at), kind: "hold", who: who, text: text, account: account, detail: hold.detail)
            return (at, line)
        }
        // The story of a post begins with its making; an older hold stood there from the first line on.
        let placed = max(hold.placedAt, since)
        let verb = hold.placedAt < since ? "was already held" : "was held"
        var lines = [line(placed, hold.placedBy, "\(what) \(verb) (\(hold.reason.rawValue)).")]
        if let released = entry.releasedAt {
            lines.append(line(released, entry.releasedBy ?? "smmd", "\(what) was let go (\(hold.reason.rawValue))."))
        }
        return lines.filter { line in !isTold(hold, line.1) }
    }

    /// What is planned next.
    func plan(_ deliveries: [DeliveryRow]) -> [(Instant, StoryLine)] {
        deliveries.flatMap { delivery in
            delivery.operations.compactMap { operation -> (Instant, StoryLine)? in
                guard let wake = operation.wake, !operation.state.isTerminal else { return nil }
                let line = StoryLine(
                    at: views.moments(wake), kind: "plan", who: "smmd", text: StoryWords.plan(operation),
                    account: views.account(delivery.account), operation: operation.id)
                return (wake, line)
            }
        }
    }

    /// A hold the machine placed on an account while it worked on this post is told by the post's own event.
    private func isTold(_ hold: Hold, _ line: StoryLine) -> Bool {
        guard case .account = hold.scope else { return false }
        return (hold.placedBy == "fuse" || hold.placedBy == "smmd")
            && line.text.hasSuffix("was held (\(hold.reason.rawValue)).")
    }
}
