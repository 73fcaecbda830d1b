package import SMMModel

/// For who has no process that makes pictures smaller.
package struct NoPictureFitter: PictureFitter {
    /// A fitter that refuses.
    package init() {}

    /// Refuses with `media-process-missing`.
    package func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture {
        throw Failure("media-process-missing", "There is no process here that makes pictures smaller.")
    }
}
