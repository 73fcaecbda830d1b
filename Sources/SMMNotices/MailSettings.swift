/// Mail to the people who look after the daemon.
package struct MailSettings: Sendable, Hashable {
    /// Who gets it.
    package var to: [String]
    /// Who it comes from; nil leaves it to the mail system.
    package var from: String?
    /// The full path of the spool folder that smmd-mail.path watches.
    package var spool: String
    /// The part of message ids behind the `@`, normally this machine's name.
    package var host: String

    /// Mail by way of the folder `spool`.
    package init(to: [String], from: String? = nil, spool: String, host: String) {
        self.to = to
        self.from = from
        self.spool = spool
        self.host = host
    }
}
