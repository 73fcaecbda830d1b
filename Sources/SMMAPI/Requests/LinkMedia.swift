/// Makes a public address of an asset, to try the door.
package struct LinkMedia: Sendable, Hashable, Codable {
    /// How often it is good, 1 to 8; once when left out.
    package var uses: Int?
    /// For how many minutes, 1 to 1440; ten when left out.
    package var minutes: Int?

    /// A value of its parts.
    package init(uses: Int? = nil, minutes: Int? = nil) {
        self.uses = uses
        self.minutes = minutes
    }
}

extension LinkMedia: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Makes a public address of an asset, to try the door.",
        [
            .optional("uses", .integer, "How often it is good, 1 to 8; once when left out."),
            .optional("minutes", .integer, "For how many minutes, 1 to 1440; ten when left out."),
        ])
}
