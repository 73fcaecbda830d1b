/// What became of a test.
package struct NoticeTestView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// One for each channel.
    package var channels: [ChannelResult]

    /// A value of its parts.
    package init(channels: [ChannelResult]) {
        self.version = APIVersion.current
        self.channels = channels
    }
}

extension NoticeTestView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What became of a test.",
        [
            .required("version", .integer, "The shape's version."),
            .required("channels", .array(.reference("ChannelResult")), "One for each channel."),
        ])
}
