import SMMAPI
import SMMAdapterKit
import SMMModel
import SMMPublishing

/// Says how a post stands and why, one sentence or a few for each account.
struct StoryNow {
    let views: PostViews
    let post: PostRow
    let attempts: [StoryAttempt]
    let questions: [StoryQuestion]
    let now: Instant

    func sentence(_ deliveries: [DeliveryRow]) -> String {
        guard let only = deliveries.first else { return "It goes to no account." }
        guard deliveries.count > 1 else { return sentence(only) }
        return deliveries.map { "“\(views.account($0.account).name)”: \(sentence($0))" }.joined(separator: " ")
    }

    private func sentence(_ delivery: DeliveryRow) -> String {
        let state = DerivedState.of(delivery)
        switch state {
        case .unknown: return unknown(delivery)
        case .missed: return missed(delivery)
        case .uncertain: return uncertain(delivery)
        case .deleted: return "It was taken down."
        case .cancelled: return "It was withdrawn before it was sent."
        case .published: return published(delivery)
        case .failed: return "It was refused for good\(because(cause(of: delivery)))."
        case .expired: return "Its time was over before it could go out\(because(cause(of: delivery)))."
        default: break
        }
        if let hold = views.holds(post, [delivery]).first { return held(hold, delivery) }
        switch state {
        case .draft: return draft(delivery)
        case .scheduled: return waiting(delivery)
        case .underway, .waiting: return underway(delivery)
        default: return partly(delivery)
        }
    }

    private func published(_ delivery: DeliveryRow) -> String {
        let urls = DerivedState.current(delivery).compactMap { $0.receipt?.url }
        guard let first = urls.first else { return "It is published; the platform gave no address." }
        return urls.count == 1
            ? "It is published at \(first)." : "It is published in \(urls.count) parts, the first at \(first)."
    }

    private func held(_ hold: Hold, _ delivery: DeliveryRow) -> String {
        let current = DerivedState.current(delivery)
        let next = DerivedState.next(delivery)?.kind
        // Of what is out already, the time of the publish says nothing any more.
        if next == .delete { return "It is published, and waits to be taken down: \(words(hold))" }
        if next == .edit { return "It is published, and waits to be changed: \(words(hold))" }
        if current.contains(where: { $0.state == .published }) {
            return "A part of it is published; the next one waits: \(words(hold))"
        }
        return "It waits: \(words(hold))" + (delivery.due.map(otherwise) ?? "")
    }

    /// What is held, why and since when.
    private func words(_ hold: Hold) -> String {
        let what = lowered(StoryWords.scope(hold.scope) { views.account($0).name })
        return "\(what) is held (\(hold.reason.rawValue)) since \(time(hold.placedAt))\(detail(hold))"
    }

    private func detail(_ hold: Hold) -> String {
        guard let last = hold.detail.last else { return "." }
        return ": \(hold.detail)" + (".!?…".contains(last) ? "" : ".")
    }

    private func otherwise(_ due: Instant) -> String {
        due > now ? " Its time is \(time(due))." : " Its time was \(time(due))."
    }

    private func draft(_ delivery: DeliveryRow) -> String {
        "It is a draft: it has no time, and “\(views.account(delivery.account).name)” had no free weekly slot or none was asked for."
    }

    private func waiting(_ delivery: DeliveryRow) -> String {
        guard let due = delivery.operations.filter({ $0.state == .scheduled }).compactMap(\.due).min() else {
            return "It waits for its turn."
        }
        if due <= now { return "It is due since \(time(due)) and goes out as soon as its account's turn comes." }
        return delivery.scheduleKind == "slot"
            ? "It waits for its slot at \(time(due))." : "It waits for its time, \(time(due))."
    }

    private func underway(_ delivery: DeliveryRow) -> String {
        if let waiting = delivery.operations.first(where: { $0.state == .retryWait }) {
            let at = waiting.wake.map { " at \(time($0))" } ?? ""
            return "It is tried again\(at) (attempt \(waiting.attempts + 1))\(because(waiting.failure))."
        }
        if let sending = delivery.operations.first(where: { $0.state == .sending }) {
            let attempt = attempts.last { $0.operation == sending.id }
            return attempt.map { "It is being sent; attempt \($0.number) began at \(time($0.intentAt))." }
                ?? "It is being sent."
        }
        if let next = delivery.operations.first(where: { $0.kind != .publish && !$0.state.isTerminal }) {
            return next.kind == .delete
                ? "It is published and about to be taken down." : "It is published; a change is about to go out."
        }
        let states = delivery.operations.map(\.state)
        return states.contains(.published)
            ? "A part of it is published; the next one follows." : "It is in smmd's hands; nothing has been sent yet."
    }

    private func partly(_ delivery: DeliveryRow) -> String {
        let current = DerivedState.current(delivery)
        let done = current.filter { $0.state == .published }.count
        return "\(done) of \(current.count) parts are published, the others are not\(because(cause(of: delivery)))."
    }

    private func missed(_ delivery: DeliveryRow) -> String {
        let due = delivery.operations.first { $0.state == .missed }?.due
        return
            "It missed its time\(due.map { ", \(time($0))," } ?? "") by more than its late window; nothing was sent. A person must say whether it still goes out."
    }

    private func uncertain(_ delivery: DeliveryRow) -> String {
        guard let operation = delivery.operations.first(where: { $0.state == .ambiguous || $0.state == .reconciling })
        else { return "It is being found out whether it was published." }
        if operation.state == .reconciling {
            return joined(["The platform is being asked whether it was published.", evidence(operation)])
        }
        // Not tried since the doubt: the original of a copy may have done it.
        let why =
            operation.attempts == 0
            ? StoryWords.doubted
            : "The answer was lost, and nothing is sent again until it is known what became of it."
        return joined([why, evidence(operation), asked(operation, delivery)])
    }

    /// When the platform is asked; a hold keeps the question back as it does a send.
    private func asked(_ operation: OperationRow, _ delivery: DeliveryRow) -> String {
        if let hold = views.holds(on: operation.id, of: delivery, in: post).first {
            return "The platform is asked once this is released: \(words(hold))"
        }
        guard let wake = operation.wake else { return "" }
        guard wake > now else { return "The platform is asked as soon as its turn comes." }
        return "The platform is asked at \(time(wake))."
    }

    private func joined(_ sentences: [String]) -> String {
        sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func unknown(_ delivery: DeliveryRow) -> String {
        guard let operation = delivery.operations.first(where: { $0.state == .unknown }) else {
            return "Nobody could find out whether it was published: a person must say."
        }
        let account = views.account(delivery.account).name
        return joined([
            "Nobody could find out whether it was published to “\(account)”: a person must look there and say.",
            evidence(operation),
        ])
    }

    /// How far the request got, and what the listings said.
    private func evidence(_ operation: OperationRow) -> String {
        var parts: [String] = []
        let tried = attempts.filter { $0.operation == operation.id && $0.outcome != OperationState.published.rawValue }
        // What was lost counts for more than a later try that was told to wait.
        let lost = tried.last { Self.isLost($0) } ?? tried.last
        if let lost, lost.outcome == nil {
            parts.append(
                "smmd stopped in the middle of attempt \(lost.number), which had begun at \(time(lost.intentAt)).")
        } else if let lost {
            let reached = lost.progress.map { " " + StoryWords.reached($0) } ?? ""
            let words = lost.evidence.map { " (\(StoryWords.evidence($0)))" } ?? ""
            parts.append(
                Self.isLost(lost)
                    ? "The connection was lost\(reached)\(words)."
                    : "Attempt \(lost.number) did not get it out\(words).")
        }
        let question = questions.first { $0.operation == operation.id }
        if let question, question.absents > 0, let at = question.absentAt {
            parts.append("A complete listing of \(time(at)) did not show it.")
        }
        if let failure = operation.failure, failure.message != lost?.evidence?.message {
            parts.append(
                StoryWords.evidence(failure).hasSuffix(".") ? failure.message : StoryWords.evidence(failure) + ".")
        }
        if question?.isWithdrawn == true { parts.append("If it is there, it will be taken down, as you asked.") }
        return parts.joined(separator: " ")
    }

    private static func isLost(_ attempt: StoryAttempt) -> Bool {
        attempt.outcome == nil || attempt.outcome == OperationState.ambiguous.rawValue
    }

    /// Why it is not out: of a thread, what became of the first part that is not. The parts behind it only follow.
    private func cause(of delivery: DeliveryRow) -> StoredFailure? {
        let open = DerivedState.current(delivery).filter { $0.state != .published }
        return open.lazy.compactMap(\.failure).first ?? delivery.operations.lazy.compactMap(\.failure).last
    }

    private func because(_ failure: StoredFailure?) -> String {
        guard let failure else { return "" }
        var text = StoryWords.evidence(failure)
        if text.hasSuffix(".") { text.removeLast() }
        return ", because: \(text)"
    }

    private func time(_ instant: Instant) -> String { StoryWords.time(instant, views.moments) }

    private func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
