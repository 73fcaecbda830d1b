/// A photo or video in the stock, named by its content.
package struct MediaReference: Sendable, Hashable, Codable {
    /// The asset's id.
    package var asset: AssetID
    /// SHA-256 of the bytes, 64 lower-case hex digits; also the file's name in the store.
    package var sha256: String
    /// MIME type found from the bytes, e.g. `image/jpeg`.
    package var type: String
    /// The size in bytes.
    package var byteCount: Int64
    /// Pixels across, when known.
    package var width: Int?
    /// Pixels down, when known.
    package var height: Int?
    /// How many frames a picture has that moves; nil for one that stands still, or of which it is not known.
    package var frames: Int?
    /// How long a video is, in milliseconds, when known.
    package var milliseconds: Int64?
    /// What the picture shows, for those who do not see it.
    package var alt: String?
    /// The point that must stay in sight when it is cropped, where the person said one.
    package var focus: MediaFocus?

    /// A reference.
    package init(
        asset: AssetID, sha256: String, type: String, byteCount: Int64, width: Int? = nil, height: Int? = nil,
        frames: Int? = nil, milliseconds: Int64? = nil, alt: String? = nil, focus: MediaFocus? = nil
    ) {
        self.asset = asset
        self.sha256 = sha256
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.frames = frames
        self.milliseconds = milliseconds
        self.alt = alt
        self.focus = focus
    }
}
