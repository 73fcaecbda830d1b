/// What was found out of a picture that was decoded to its end.
package struct ProbedPicture: Sendable, Hashable {
    /// Its MIME type, told by its content.
    package var type: String
    /// Pixels across as shown.
    package var width: Int
    /// Pixels down as shown.
    package var height: Int
    /// How many frames it has.
    package var frames: Int
    /// How many numbers a point has, transparency included.
    package var bands: Int
    /// How many bits such a number has.
    package var bits: Int
    /// What they mean: `grey`, `RGB`, `CMYK` or `other`.
    package var colour: String
    /// Whether a colour profile is in it.
    package var hasProfile: Bool
    /// What is in the file beside the picture, in words, the weightiest first: `position`, `EXIF`, `XMP`, ….
    package var traces: [String]

    /// A finding of its parts.
    package init(
        type: String, width: Int, height: Int, frames: Int = 1, bands: Int = 3, bits: Int = 8, colour: String = "RGB",
        hasProfile: Bool = false, traces: [String] = []
    ) {
        self.type = type
        self.width = width
        self.height = height
        self.frames = frames
        self.bands = bands
        self.bits = bits
        self.colour = colour
        self.hasProfile = hasProfile
        self.traces = traces
    }
}
