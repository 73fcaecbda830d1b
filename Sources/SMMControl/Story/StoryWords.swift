import SMMAPI
import SMMAdapterKit
import SMMModel
import SMMPublishing
import SMMStore
import SMMTime

/// The sentences of a story. Pure.
enum StoryWords {
    /// Of a copy of the database: why nothing is sent yet.
    static let doubted =
        "The database is a copy, whose original may have sent it by now: nothing is sent before that is known."

    /// What an event says.
    static func sentence(_ event: EventRow, _ moments: Moments) -> String {
        switch event.verb {
        case "post.created": created(event.after)
        case "post.edited": "The post was changed."
        case "post.cancelled": "What was not sent was withdrawn."
        case "post.deleted": "The post was to be taken down."
        case "post.retried": "A person had it tried again."
        case "post.resolved": "A person said what became of it."
        case "act.undone": "The last act was taken back."
        case "hold.placed": "A hold was placed (\(event.after ?? "")): nothing goes out under it."
        case "hold.released": "A hold was released (\(event.before ?? event.after ?? ""))."
        case "fuse.reset": "The account's fuse was reset."
        case "operation.moved": moved(event, moments)
        case "operation.recovered":
            "smmd had stopped in the middle and took it over: \(event.before ?? "") became \(event.after ?? "")."
        case "operation.doubted": doubted
        case "slots.set": "An account's weekly slots were set."
        default: event.verb.hasPrefix("operation.") ? operation(event) : plain(event.verb)
        }
    }

    /// What a person did, without what the event says beside it.
    static func act(_ verb: String) -> String {
        switch verb {
        case "hold.placed": "A hold was placed."
        case "hold.released": "A hold was released."
        case "fuse.reset": "An account's fuse was reset."
        case "slots.set": "An account's weekly slots were set."
        default: plain(verb)
        }
    }

    /// `grant.given` as a sentence.
    private static func plain(_ verb: String) -> String {
        let words = verb.split(separator: ".")
        guard words.count == 2, let noun = words.first, let act = words.last else { return "\(verb)." }
        return "\("aeiou".contains(noun.prefix(1)) ? "An" : "A") \(noun) was \(act)."
    }

    private static func created(_ plan: String?) -> String {
        switch plan {
        case "now": "The post was made, to go out after the time to take it back."
        case "at": "The post was made for a fixed time."
        case "slot": "The post was made for the next free slot."
        case "draft": "The post was made as a draft."
        default: "The post was made."
        }
    }

    private static func moved(_ event: EventRow, _ moments: Moments) -> String {
        guard let target = event.after.flatMap({ Int64($0) }) else {
            return "Its slot had passed; the next free one takes it."
        }
        return "Its slot had passed; the next free one takes it: \(time(Instant(milliseconds: target), moments))."
    }

    private static func operation(_ event: EventRow) -> String {
        switch event.after {
        case "published": "It was done, and the platform said so."
        case "failed": "The platform refused it for good."
        case "retry_wait":
            event.before == "reconciling"
                ? "It is proven not to be there: it is sent again." : "It did not go out and will be tried again."
        case "ambiguous":
            event.before == "reconciling"
                ? "The platform was asked and cannot say yet; it is asked again."
                : "The answer was lost: it is left alone for the settle time, then the platform is asked."
        case "unknown": "Nobody but a person can say what became of it."
        case "missed": "It was too late for its window; a person was asked."
        case "expired": "Its time was over."
        case "cancelled": "It was withdrawn."
        case "scheduled": "It went back to the queue; nothing had been sent."
        default: "It became \(event.after ?? "something else")."
        }
    }

    /// What an attempt was for, where that is not the first publication.
    static func purpose(_ kind: OperationKind) -> String {
        switch kind {
        case .edit: " to change it"
        case .delete: " to take it down"
        default: ""
        }
    }

    /// How an attempt ended.
    static func outcome(_ outcome: String) -> String {
        switch outcome {
        case "published": "published"
        case "retry": "not done, to be tried again"
        case "rejected": "refused"
        case "duplicate": "the platform has the same thing already"
        case "needs-reauth": "the credential does not work"
        case "ambiguous": "the answer was lost"
        default: outcome
        }
    }

    /// How far a request got.
    static func reached(_ progress: TransferProgress) -> String {
        switch progress {
        case .notConnected, .connected: "before anything was sent"
        case .headWritten, .bodyPartly: "while the request was being sent"
        case .bodyWritten: "after the whole request was sent"
        case .headReceived: "while the answer was arriving"
        }
    }

    /// A failure with the platform's words, which stay data.
    static func evidence(_ failure: StoredFailure) -> String {
        var text = "\(failure.code): \(failure.message)"
        if let status = failure.status { text += " (HTTP \(status))" }
        if let own = failure.platformCode { text += " [\(own)]" }
        if let remote = failure.remoteText { text += " — \(remote)" }
        return text
    }

    /// What a hold stops.
    static func scope(_ scope: HoldScope, account: (AccountID) -> String) -> String {
        switch scope {
        case .everything: "Everything"
        case .brand: "The brand"
        case .account(let id): "The account “\(account(id))”"
        case .post: "The post"
        case .operation: "One operation of it"
        }
    }

    /// What the machine does next.
    static func plan(_ operation: OperationRow) -> String {
        let what =
            switch operation.kind {
            case .edit: "The change goes out"
            case .delete: "It is taken down"
            default: operation.parts > 1 ? "Part \(operation.part + 1) of \(operation.parts) goes out" : "It goes out"
            }
        switch operation.state {
        case .retryWait: return "It is tried again (attempt \(operation.attempts + 1))."
        case .ambiguous: return "The platform is asked what became of it."
        default: return what + "."
        }
    }

    /// An instant on the brand's wall clock.
    static func time(_ instant: Instant, _ moments: Moments) -> String {
        // `2026-11-24T09:30:00.123+01:00`, as a person writes it: the seconds stay, what is finer does not.
        func clock(_ text: String, from first: Int) -> String { String(text.prefix(19).dropFirst(first)) }
        let moment = moments(instant)
        guard let local = moment.local, moments.zone.name != "UTC" else { return day(moment.at) + " UTC" }
        let isSameDay = local.prefix(10) == moment.at.prefix(10)
        let universal = isSameDay ? clock(moment.at, from: 11) : day(moment.at)
        return "\(day(local)) \(moments.zone.name) (\(universal) UTC)"
    }

    private static func day(_ text: String) -> String {
        text.prefix(10) + " " + text.prefix(19).dropFirst(11)
    }
}
