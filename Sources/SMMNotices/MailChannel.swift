import SMMAdapterKit

/// Mail: a file in the spool folder, which systemd hands to the system's sendmail outside the daemon's sandbox.
package struct MailChannel: NoticeChannel {
    /// `mail`
    package static let name: String = "mail"
    /// `mail`
    package let name: String = MailChannel.name
    private let settings: MailSettings
    private let queue = BlockingQueue(label: "smm.notices.mail")

    /// Mail by these settings.
    package init(settings: MailSettings) {
        self.settings = settings
    }

    /// Spools the message; delivered means durable in the folder.
    package func deliver(_ message: NoticeMessage) async -> ChannelOutcome {
        guard let mail = MailMessage(message, settings: settings) else {
            return .unavailable(Failure("address", "A mail address in the configuration is none."))
        }
        let folder = SpoolFolder(path: settings.spool)
        let name = MailMessage.word(message.key)
        return await queue.run {
            do throws(Failure) {
                try folder.put(name, mail.text)
                return .delivered
            } catch {
                return .unavailable(error)
            }
        }
    }
}
