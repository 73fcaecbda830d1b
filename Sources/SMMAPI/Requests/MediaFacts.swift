/// What was measured of a medium that is not in the stock: the answer to an upload that was a dry run.
package struct MediaFacts: Sendable, Hashable, Codable {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    package var sha256: String
    /// The MIME type found from the bytes.
    package var type: String
    /// The size in bytes.
    package var byteCount: Int64
    /// Pixels across.
    package var width: Int?
    /// Pixels down.
    package var height: Int?
    /// How many frames a picture has.
    package var frames: Int?
    /// How long a video is, in milliseconds.
    package var milliseconds: Int64?

    /// A value of its parts.
    package init(
        sha256: String, type: String, byteCount: Int64, width: Int? = nil, height: Int? = nil,
        frames: Int? = nil, milliseconds: Int64? = nil
    ) {
        self.sha256 = sha256
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.frames = frames
        self.milliseconds = milliseconds
    }
}

extension MediaFacts: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What was measured of a medium that is not in the stock: the answer to an upload that was a dry run.",
        [
            .required("sha256", .string, "SHA-256 of the bytes, 64 hexadecimal digits."),
            .required("type", .string, "The MIME type found from the bytes."),
            .required("byteCount", .integer, "The size in bytes."),
            .optional("width", .integer, "Pixels across."),
            .optional("height", .integer, "Pixels down."),
            .optional("frames", .integer, "How many frames a picture has."),
            .optional("milliseconds", .integer, "How long a video is."),
        ])
}

extension MediaFacts: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        sha256 = try members.string("sha256").required("sha256")
        type = try members.string("type").required("type")
        byteCount = try members.integer("byteCount", Int64.self).required("byteCount")
        width = try members.integer("width", Int.self)
        height = try members.integer("height", Int.self)
        frames = try members.integer("frames", Int.self)
        milliseconds = try members.integer("milliseconds", Int64.self)
    }
}
