/// A picture's file with nothing in it but the picture, its colour profile and its movement.
package struct CleanedPicture: Sendable, Hashable {
    /// The file.
    package var bytes: [UInt8]
    /// How it is to be turned, 1 to 8 as EXIF counts; that note itself is gone.
    package var orientation: Int
    /// How many frames it has.
    package var frames: Int
    /// What was in the file before.
    package var traces: PictureTraces
    /// Whether its points are those that were written, bit for bit.
    package var isLossless: Bool

    /// A cleaned picture of its parts.
    package init(
        bytes: [UInt8], orientation: Int = 1, frames: Int = 1, traces: PictureTraces = [], isLossless: Bool = false
    ) {
        self.bytes = bytes
        self.orientation = orientation
        self.frames = frames
        self.traces = traces
        self.isLossless = isLossless
        if orientation != 1 { self.traces.insert(.turned) }
    }
}
