/// Sends a test to the notifier's channels.
package struct TestNotice: Sendable, Hashable, Codable {
    /// Only this one; all when left out.
    package var channel: String?

    /// A value of its parts.
    package init(channel: String? = nil) {
        self.channel = channel
    }
}

extension TestNotice: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Sends a test to the notifier's channels.",
        [
            .optional("channel", .string, "Only this one; all when left out.")
        ])
}
