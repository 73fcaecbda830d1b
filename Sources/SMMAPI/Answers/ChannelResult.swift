/// What became of a test on one channel.
package struct ChannelResult: Sendable, Hashable, Codable {
    /// The channel's name.
    package var channel: String
    /// Whether it was handed over.
    package var delivered: Bool
    /// One sentence.
    package var message: String

    /// A value of its parts.
    package init(channel: String, delivered: Bool, message: String) {
        self.channel = channel
        self.delivered = delivered
        self.message = message
    }
}

extension ChannelResult: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What became of a test on one channel.",
        [
            .required("channel", .string, "The channel's name."),
            .required("delivered", .boolean, "Whether it was handed over."),
            .required("message", .string, "One sentence."),
        ])
}
