import Glibc
import SMMConfig
import SMMNotices

extension NoticeSettings {
    /// The notifier's settings from the configuration.
    init(_ configuration: Configuration) {
        self.init(host: Self.hostName)
        let notify = configuration.notify
        journal = notify.journal
        repeatAfter = notify.repeatAfter
        if notify.mail.isOn {
            mail = MailSettings(
                to: notify.mail.to, from: notify.mail.from, spool: configuration.mailSpool, host: Self.hostName)
        }
        if let url = notify.ntfy.url, let topic = notify.ntfy.topic { ntfy = NtfySettings(url: url, topic: topic) }
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
