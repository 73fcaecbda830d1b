package import Logging
import SMMControl
import SMMModel
package import SMMStore
import SMMSystemd

/// A stored event as a line of the log, with its data in fields of their own: `journalctl SMM_POST=…` tells a post's
/// story. Pure.
package struct EventEntry: Equatable, Sendable {
    /// How much it wants to be seen.
    package let level: Logger.Level
    /// The sentence, and which post on which account it is about, since plain `journalctl` shows nothing else.
    package let message: String
    /// The fields.
    package let metadata: Logger.Metadata

    /// States that a person should look at.
    private static let troubling: Set<String> = ["failed", "missed", "expired", "unknown", "ambiguous"]

    /// The entry of an event.
    ///
    /// - Parameter account: the name and platform of the event's account, when they are known.
    package init(_ event: EventRow, account: (name: String, platform: String)?) {
        let isOperation = event.subjectKind == "operation"
        let isTroubling = isOperation && event.after.map(Self.troubling.contains) ?? false
        let wantsLook = isTroubling || event.verb == "hold.placed" || event.verb == "operation.recovered"
        level = wantsLook ? .warning : .info
        let post = event.post?.description
        var about = post ?? ""
        if let account { about += about.isEmpty ? account.name : " on \(account.name)" }
        let sentence = EventSentence.of(event)
        message = about.isEmpty ? sentence : "\(sentence) (\(about))"

        var fields = Logger.Metadata(minimumCapacity: 12)
        func set(_ key: LogKey, _ value: String?) {
            if let value { fields[key.rawValue] = .string(value) }
        }
        set(.event, String(event.sequence))
        set(.actor, event.actor)
        set(.route, event.via)
        set(.role, event.role)
        set(.brand, event.brand?.description)
        set(.account, event.account?.description)
        set(.platform, account?.platform)
        set(.post, post)
        if isOperation {
            set(.operation, OperationID(rawValue: event.subject).description)
            set(.outcome, event.after)
        }
        if event.subjectKind == "hold" { set(.hold, HoldID(rawValue: event.subject).description) }
        // What the daemon noted may be a platform's words; what a person did carries their own.
        set(event.actorKind == "user" ? .detail : .remoteText, event.detail)
        metadata = fields
    }
}
