/// Reads and writes pictures; the one thing of fitting that needs a library.
package protocol PictureCodec {
    /// A decoded picture.
    associatedtype Picture: DecodedPicture

    /// Reads the header alone; nil when it cannot be read.
    func header(of bytes: [UInt8]) -> PictureHeader?
    /// Decodes to the end, upright and no larger than `edge` in either direction; nil when it cannot be read whole.
    func decode(_ bytes: [UInt8], edge: Int) -> Picture?
}
