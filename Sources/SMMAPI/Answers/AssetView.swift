package import SMMModel

/// A photo or video in the stock.
package struct AssetView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The asset's id.
    package var id: AssetID
    /// The brand.
    package var brand: BrandReference
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
    /// What it shows.
    package var alt: String?
    /// When it came in.
    package var createdAt: Moment
    /// What was found in it, in the answer to an upload of a photo.
    package var facts: AssetFacts?

    /// A value of its parts.
    package init(
        id: AssetID, brand: BrandReference, sha256: String, type: String, byteCount: Int64, width: Int? = nil,
        height: Int? = nil, frames: Int? = nil, milliseconds: Int64? = nil, alt: String? = nil, createdAt: Moment,
        facts: AssetFacts? = nil
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.sha256 = sha256
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.frames = frames
        self.milliseconds = milliseconds
        self.alt = alt
        self.createdAt = createdAt
        self.facts = facts
    }
}

extension AssetView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A photo or video in the stock.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(AssetKind.prefix), "The asset's id."),
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("sha256", .string, "SHA-256 of the bytes, 64 hexadecimal digits."),
            .required("type", .string, "The MIME type found from the bytes."),
            .required("byteCount", .integer, "The size in bytes."),
            .optional("width", .integer, "Pixels across."),
            .optional("height", .integer, "Pixels down."),
            .optional("frames", .integer, "How many frames a picture has."),
            .optional("milliseconds", .integer, "How long a video is."),
            .optional("alt", .string, "What it shows."),
            .required("createdAt", .reference("Moment"), "When it came in."),
            .optional(
                "facts", .reference("AssetFacts"), "What was found in it, in the answer to an upload of a photo."),
        ])
}
