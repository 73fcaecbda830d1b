/// A photo or film of a part, as it lies in the site's folder.
package struct SiteMedium: Sendable, Hashable, Codable {
    /// Where it lies below the site's folder, e.g. `media/3lbx…/9f86….jpg`.
    package var file: String
    /// MIME type, e.g. `image/jpeg`.
    package var type: String
    /// The size in bytes of what came in.
    package var byteCount: Int64
    /// The size in bytes of the file on the site, where it is another one: a picture is published clean.
    package var publishedByteCount: Int64?
    /// Pixels across, when known.
    package var width: Int?
    /// Pixels down, when known.
    package var height: Int?
    /// What it shows, for those who do not see it.
    package var alt: String?

    /// A medium.
    package init(
        file: String, type: String, byteCount: Int64, width: Int? = nil, height: Int? = nil, alt: String? = nil
    ) {
        self.file = file
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.alt = alt
    }

    /// The size in bytes of the file on the site.
    package var fileByteCount: Int64 { publishedByteCount ?? byteCount }

    /// Width divided by height, when both are known and possible.
    package var ratio: Double? {
        guard let width, let height, width > 0, height > 0 else { return nil }
        return Double(width) / Double(height)
    }

    /// Whether this is a film.
    package var isVideo: Bool { type.hasPrefix("video/") }
}
