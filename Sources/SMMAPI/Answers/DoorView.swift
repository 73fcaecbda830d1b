/// How the door stands.
package struct DoorView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Its public address; left out where none is configured.
    package var url: String?
    /// Where the daemon answers it; left out with the address.
    package var socket: String?
    /// Whether the daemon listens there.
    package var listening: Bool
    /// When it asked something last, since the daemon's start.
    package var lastAsked: Moment?
    /// How many media it was given since then.
    package var media: Int
    /// How many addresses were not good since then.
    package var refused: Int
    /// What was found on the way from outside.
    package var findings: [Finding]

    /// A value of its parts.
    package init(
        url: String? = nil, socket: String? = nil, listening: Bool, lastAsked: Moment? = nil, media: Int, refused: Int,
        findings: [Finding]
    ) {
        self.version = APIVersion.current
        self.url = url
        self.socket = socket
        self.listening = listening
        self.lastAsked = lastAsked
        self.media = media
        self.refused = refused
        self.findings = findings
    }
}

extension DoorView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "How the door stands.",
        [
            .required("version", .integer, "The shape's version."),
            .optional("url", .string, "Its public address; left out where none is configured."),
            .optional("socket", .string, "Where the daemon answers it; left out with the address."),
            .required("listening", .boolean, "Whether the daemon listens there."),
            .optional("lastAsked", .reference("Moment"), "When it asked something last, since the daemon's start."),
            .required("media", .integer, "How many media it was given since then."),
            .required("refused", .integer, "How many addresses were not good since then."),
            .required("findings", .array(.reference("Finding")), "What was found on the way from outside."),
        ])
}
