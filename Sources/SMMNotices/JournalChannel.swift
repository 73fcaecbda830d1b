package import Logging

/// The journal: one entry a message, with the data in fields that journalctl matches.
package struct JournalChannel: NoticeChannel {
    /// `journal`
    package static let name: String = "journal"
    /// `journal`
    package let name: String = JournalChannel.name
    private let logger: Logger
    private let flush: @Sendable () async -> Void

    /// Entries through `logger`.
    ///
    /// - Parameter flush: returns once everything logged so far is written.
    package init(logger: Logger, flush: @escaping @Sendable () async -> Void = {}) {
        self.logger = logger
        self.flush = flush
    }

    /// Logs the message. Here the sentence is the notice's own and no constant: it is what journalctl shows a person.
    package func deliver(_ message: NoticeMessage) async -> ChannelOutcome {
        var metadata: Logger.Metadata = ["notice.kind": "\(message.kind)", "count": "\(message.count)"]
        metadata["notice.id"] = message.notice.map { "\($0)" }
        metadata["brand.id"] = message.brand.map { "\($0)" }
        metadata["post.id"] = message.post.map { "\($0)" }
        metadata["account.id"] = message.account.map { "\($0)" }
        metadata["notice.body"] = "\(message.body)"
        if !message.commands.isEmpty { metadata["command"] = "\(message.commands.joined(separator: " | "))" }
        logger.log(level: Self.level(message.severity), "\(message.title)", metadata: metadata)
        await flush()
        return .delivered
    }

    private static func level(_ severity: NoticeSeverity) -> Logger.Level {
        switch severity {
        case .critical: .critical
        case .warning: .warning
        case .info: .notice
        }
    }
}
