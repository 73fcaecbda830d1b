package import SMMAPI
package import SMMModel

/// A post a harness makes, and what it knows of it.
package struct LabPost: Sendable {
    /// What is counted: a class of the fake network, or `site`.
    package let kind: String
    /// The account's name, also on the network.
    package let account: String
    /// The text: unlike any other, ASCII, and no beginning of another.
    package let text: String
    /// How many parts it has; each further one is the text and its number.
    package let parts: Int
    /// The idempotency key of its making.
    package let key: String
    /// When it is to go out.
    package var schedule: ScheduleDraft
    /// How late it may go out, in seconds; the configured window when nil.
    package var lateWindow: Int?
    /// The request that makes it, byte for byte the same each time, as its key demands.
    var request: [UInt8]?
    /// Whether the daemon refused it because its time had passed before it could be made: then it must not go out.
    package internal(set) var isRefused = false
    /// Its id, once the daemon has answered.
    package var id: PostID?

    /// A post for now unless said otherwise.
    package init(
        kind: String, account: String, text: String, schedule: ScheduleDraft = ScheduleDraft(kind: "now"),
        lateWindow: Int? = nil, parts: Int = 1
    ) {
        self.kind = kind
        self.account = account
        self.text = text
        self.parts = max(1, parts)
        self.key = "lab-" + text.split(separator: " ").joined(separator: "-")
        self.schedule = schedule
        self.lateWindow = lateWindow
    }

    /// The text of each part.
    package var texts: [String] { [text] + (1..<parts).map { "\(text) part \($0 + 1)." } }

    /// Whether its making is still to be asked for.
    var isOpen: Bool { id == nil && !isRefused }
}
