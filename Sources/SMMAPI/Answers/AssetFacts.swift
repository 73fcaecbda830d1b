/// What was found in a photo or video when it came in; it is not kept.
package struct AssetFacts: Sendable, Hashable, Codable {
    /// How many numbers a point has, transparency included.
    package var bands: Int?
    /// How many bits such a number has.
    package var bits: Int?
    /// What they mean: grey, RGB, CMYK or other.
    package var colour: String?
    /// Whether a colour profile is in it.
    package var hasProfile: Bool?
    /// How a video is coded: avc1, hvc1, V_VP9, ….
    package var codec: String?
    /// What is taken out: of a picture before it is sent, of a video when it comes in: position, EXIF, XMP, ….
    package var removed: [String]

    /// A value of its parts.
    package init(
        bands: Int? = nil, bits: Int? = nil, colour: String? = nil, hasProfile: Bool? = nil, codec: String? = nil,
        removed: [String] = []
    ) {
        self.bands = bands
        self.bits = bits
        self.colour = colour
        self.hasProfile = hasProfile
        self.codec = codec
        self.removed = removed
    }
}

extension AssetFacts: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What was found in a photo or video when it came in; it is not kept.",
        [
            .optional("bands", .integer, "How many numbers a point has, transparency included."),
            .optional("bits", .integer, "How many bits such a number has."),
            .optional("colour", .string, "What they mean: grey, RGB, CMYK or other."),
            .optional("hasProfile", .boolean, "Whether a colour profile is in it."),
            .optional("codec", .string, "How a video is coded: avc1, hvc1, V_VP9, …."),
            .required(
                "removed", .array(.string),
                "What is taken out: of a picture before it is sent, of a video when it comes in: position, EXIF, XMP, …."
            ),
        ])
}
