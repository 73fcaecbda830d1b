/// Reads and writes pictures; the one thing of fitting that needs a library.
package protocol PictureCodec {
    /// A decoded picture.
    associatedtype Picture: DecodedPicture

    /// Reads the header alone; nil when it cannot be read.
    func header(of bytes: [UInt8]) -> PictureHeader?
    /// Decodes every frame to its end and keeps nothing; false when that fails.
    func isWhole(_ bytes: [UInt8], frames: Int) -> Bool
    /// Decodes to the end, no larger than `edge` in either direction, turned as `orientation` says (1 to 8, EXIF); nil when
    /// it cannot be read whole.
    func decode(_ bytes: [UInt8], edge: Int, orientation: Int) -> Picture?
    /// The picture turned and written without loss, its colours and their depth as they were; nil when that fails.
    ///
    /// - Parameter kind: PNG or WebP.
    func turn(_ bytes: [UInt8], orientation: Int, as kind: PictureKind) -> [UInt8]?
}
