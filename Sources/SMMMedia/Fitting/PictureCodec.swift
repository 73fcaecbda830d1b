/// Reads and writes pictures; the one thing of fitting that needs a library.
package protocol PictureCodec {
    /// A decoded picture.
    associatedtype Picture: DecodedPicture

    /// Reads the header alone; nil when it cannot be read.
    func header(of bytes: [UInt8]) -> PictureHeader?
    /// Decodes to the end, upright and no larger than `edge` in either direction; nil when it cannot be read whole.
    func decode(_ bytes: [UInt8], edge: Int) -> Picture?
}

/// A picture in memory.
package protocol DecodedPicture {
    /// Pixels across.
    var width: Int { get }
    /// Pixels down.
    var height: Int { get }
    /// Whether some of it can be seen through.
    var isSeeThrough: Bool { get }
    /// Puts it on white; false when that fails.
    func flatten() -> Bool
    /// Writes it without metadata; nil when that fails, for want of memory for example.
    ///
    /// - Parameter quality: 1 to 100; PNG has none.
    func encode(_ kind: PictureKind, quality: Int) -> [UInt8]?
}
