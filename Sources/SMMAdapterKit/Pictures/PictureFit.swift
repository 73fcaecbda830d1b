/// What becomes of a medium on its way to a platform.
package enum PictureFit: Sendable, Hashable {
    /// It goes as it is, or is refused by the limits.
    case asItIs
    /// It is made to fit.
    case made(PictureWish)

    /// The types that can be read. GIFs are not among them: as a rule they move, and the movement would be lost.
    package static let readable: Set<String> = ["image/jpeg", "image/png", "image/webp"]
    /// The types that can be written.
    package static let writable: Set<String> = ["image/jpeg", "image/png", "image/webp"]
    /// The most bytes that are read.
    package static let maximumBytes: Int64 = 32 << 20
    /// The most pixels that are decoded.
    package static let maximumPixels: Int64 = 100_000_000
}
