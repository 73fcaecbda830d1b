/// What a picture's header says.
package struct PictureHeader: Sendable, Hashable {
    /// Pixels across, as stored.
    package var width: Int
    /// Pixels down, as stored.
    package var height: Int
    /// How many frames it has.
    package var frames: Int
    /// How many numbers a point has, transparency included.
    package var bands: Int
    /// How many bits such a number has.
    package var bits: Int
    /// What they mean.
    package var colour: PictureColour
    /// Whether a colour profile is in it.
    package var hasProfile: Bool

    /// A header.
    package init(
        width: Int, height: Int, frames: Int = 1, bands: Int = 3, bits: Int = 8, colour: PictureColour = .rgb,
        hasProfile: Bool = false
    ) {
        self.width = width
        self.height = height
        self.frames = frames
        self.bands = bands
        self.bits = bits
        self.colour = colour
        self.hasProfile = hasProfile
    }
}
