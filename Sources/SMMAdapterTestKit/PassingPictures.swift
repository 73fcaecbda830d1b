package import SMMAdapterKit
package import SMMModel

/// Gives every picture back as it was stored, as the process that parses pictures does with a clean one that fits.
package struct PassingPictures: PictureFitter {
    /// A fitter that changes nothing.
    package init() {}

    /// The stored picture.
    package func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture {
        FittedPicture(
            bytes: try await media.bytes(of: medium), type: medium.type, width: medium.width ?? 1,
            height: medium.height ?? 1)
    }
}
