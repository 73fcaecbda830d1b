/// A way to reach a person: mail, ntfy, the journal.
package protocol NoticeChannel: Sendable {
    /// The stable name under which deliveries are stored: `mail`, `ntfy`, `journal`.
    var name: String { get }

    /// Hands the message over, within a bounded time of its own.
    ///
    /// The same message may come twice, after a kill: it then has the same ``NoticeMessage/key``.
    func deliver(_ message: NoticeMessage) async -> ChannelOutcome
}
