package import SMMModel

/// How a person is told what they must know.
package struct NotifyConfiguration: Hashable, Sendable {
    /// Whether it is written to the journal.
    package var journal = true
    /// Mail.
    package var mail = MailConfiguration()
    /// A message through an ntfy server.
    package var ntfy = NtfyConfiguration()
    /// How long the same matter is not told again.
    package var repeatAfter = Milliseconds.hours(24)

    /// The defaults.
    package init() {}
}
