package import SMMAdapterKit

/// What became of a test message on one channel.
package struct ChannelTestResult: Sendable, Hashable {
    /// The channel's name.
    package var channel: String
    /// Why it failed; nil when it was handed over.
    package var failure: Failure?
    /// One sentence for a person.
    package var message: String

    /// The result of `outcome` on `channel`.
    package init(channel: String, outcome: ChannelOutcome) {
        self.channel = channel
        self.failure = outcome.failure
        self.message = outcome.failure?.message ?? Self.success(channel)
    }

    private static func success(_ channel: String) -> String {
        switch channel {
        case MailChannel.name: "The mail is in the spool; the mail system sends it on."
        case NtfyChannel.name: "The ntfy server took the message."
        case JournalChannel.name: "It is in the log."
        default: "It was handed over."
        }
    }
}
