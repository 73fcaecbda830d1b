/// What each network would receive of a photo or video.
package struct MediaPreviewView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The MIME type found from the bytes.
    package var type: String
    /// The size in bytes.
    package var byteCount: Int64
    /// Pixels across as shown.
    package var width: Int?
    /// Pixels down as shown.
    package var height: Int?
    /// How many frames a picture has.
    package var frames: Int?
    /// How long a video is, in milliseconds.
    package var milliseconds: Int64?
    /// What else was found in it.
    package var facts: AssetFacts?
    /// The networks by name.
    package var networks: [MediaPreviewNetwork]

    /// A value of its parts.
    package init(
        type: String, byteCount: Int64, width: Int? = nil, height: Int? = nil, frames: Int? = nil,
        milliseconds: Int64? = nil, facts: AssetFacts? = nil, networks: [MediaPreviewNetwork]
    ) {
        self.version = APIVersion.current
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.frames = frames
        self.milliseconds = milliseconds
        self.facts = facts
        self.networks = networks
    }
}

extension MediaPreviewView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What each network would receive of a photo or video.",
        [
            .required("version", .integer, "The shape's version."),
            .required("type", .string, "The MIME type found from the bytes."),
            .required("byteCount", .integer, "The size in bytes."),
            .optional("width", .integer, "Pixels across as shown."),
            .optional("height", .integer, "Pixels down as shown."),
            .optional("frames", .integer, "How many frames a picture has."),
            .optional("milliseconds", .integer, "How long a video is."),
            .optional("facts", .reference("AssetFacts"), "What else was found in it."),
            .required("networks", .array(.reference("MediaPreviewNetwork")), "The networks by name."),
        ])
}
