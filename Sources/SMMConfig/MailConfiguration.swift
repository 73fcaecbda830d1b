/// Mail to the people who look after the daemon; off while nobody is named.
package struct MailConfiguration: Hashable, Sendable {
    /// Who gets it.
    package var to: [String] = []
    /// Who it comes from; nil leaves it to the mail system.
    package var from: String?
    /// The folder it is put into, below the state folder unless it is a full path.
    package var spool = "spool/mail"

    /// Whether mail is sent.
    package var isOn: Bool { !to.isEmpty }

    /// The defaults.
    package init() {}
}
