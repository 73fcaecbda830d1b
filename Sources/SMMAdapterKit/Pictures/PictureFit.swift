/// What becomes of a medium on its way to a platform.
package enum PictureFit: Sendable, Hashable {
    /// It goes as it is, or is refused by the limits: no picture, or of an adapter that leaves pictures alone.
    case asItIs
    /// It keeps the limits, and what does not belong to the picture is taken out of it.
    case cleaned(PictureWish)
    /// It is made to fit.
    case made(PictureWish)
    /// It is a picture out of which nothing can be taken: nobody knows what else it tells, so it never goes out.
    case never

    /// The types that can be cleaned and, but for GIF, read to be made smaller: a GIF moves as a rule, and the movement would
    /// be lost.
    package static let readable: Set<String> = ["image/jpeg", "image/png", "image/webp", "image/gif"]
    /// The types that can be written.
    package static let writable: Set<String> = ["image/jpeg", "image/png", "image/webp"]
    /// The most bytes that are read.
    package static let maximumBytes: Int64 = 32 << 20
    /// The most pixels that are decoded.
    package static let maximumPixels: Int64 = 100_000_000

    /// Whether it is made to fit.
    package var isMade: Bool { if case .made = self { true } else { false } }

    /// Why a picture of this type never goes out.
    package static func refusal(of type: String) -> Failure {
        Failure(
            "media-not-cleaned",
            "What a picture of type \(type) tells beside what it shows cannot be taken out here, so it is not sent.")
    }
}
