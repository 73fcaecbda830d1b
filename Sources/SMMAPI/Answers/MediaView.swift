package import SMMModel

/// A photo or video in a post.
package struct MediaView: Sendable, Hashable, Codable {
    /// The asset's id.
    package var asset: AssetID
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
    /// What it shows.
    package var alt: String?

    /// A value of its parts.
    package init(
        asset: AssetID, sha256: String, type: String, byteCount: Int64, width: Int? = nil, height: Int? = nil,
        alt: String? = nil
    ) {
        self.asset = asset
        self.sha256 = sha256
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.alt = alt
    }
}

extension MediaView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A photo or video in a post.",
        [
            .required("asset", .id(AssetKind.prefix), "The asset's id."),
            .required("sha256", .string, "SHA-256 of the bytes, 64 hexadecimal digits."),
            .required("type", .string, "The MIME type found from the bytes."),
            .required("byteCount", .integer, "The size in bytes."),
            .optional("width", .integer, "Pixels across."),
            .optional("height", .integer, "Pixels down."),
            .optional("alt", .string, "What it shows."),
        ])
}

extension MediaView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("asset", asset)
            $0.member("sha256", sha256)
            $0.member("type", type)
            $0.member("byteCount", byteCount)
            $0.member("width", width)
            $0.member("height", height)
            $0.member("alt", alt)
        }
    }
}
