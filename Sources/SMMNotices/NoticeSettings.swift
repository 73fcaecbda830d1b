package import Logging
package import SMMAdapterKit
package import SMMModel

/// How notices reach a person.
package struct NoticeSettings: Sendable, Hashable {
    /// Mail; nil for none.
    package var mail: MailSettings?
    /// A message through an ntfy server; nil for none.
    package var ntfy: NtfySettings?
    /// Whether notices are written to the journal.
    package var journal = true
    /// This machine's name, so that a reader of several knows which one speaks.
    package var host: String
    /// When a critical notice that is still open is told again; nil for never.
    package var repeatAfter: Milliseconds? = .hours(24)
    /// How many notices of one kind and brand become one message.
    package var digestFrom = 5
    /// The time within which they count as many.
    package var digestWindow = Milliseconds.minutes(1)
    /// The waits after failed tries.
    package var backoff = DeliveryBackoff()

    /// The journal alone.
    package init(host: String) {
        self.host = host
    }

    /// The channels that are switched on.
    ///
    /// - Parameter flushLog: returns once everything logged so far is written, so that "delivered" is true.
    package func channels(
        transport: any HTTPTransport, clock: any TimeSource, logger: Logger,
        flushLog: @escaping @Sendable () async -> Void = {}
    ) -> [any NoticeChannel] {
        var channels: [any NoticeChannel] = []
        if journal { channels.append(JournalChannel(logger: logger, flush: flushLog)) }
        if let mail, !mail.to.isEmpty { channels.append(MailChannel(settings: mail)) }
        if let ntfy { channels.append(NtfyChannel(settings: ntfy, transport: transport, clock: clock)) }
        return channels
    }
}
