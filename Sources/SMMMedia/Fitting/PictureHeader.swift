/// What a picture's header says.
package struct PictureHeader: Sendable, Hashable {
    /// Pixels across, as stored.
    package var width: Int
    /// Pixels down, as stored.
    package var height: Int
    /// How many frames it has.
    package var frames: Int

    /// A header.
    package init(width: Int, height: Int, frames: Int = 1) {
        self.width = width
        self.height = height
        self.frames = frames
    }
}
