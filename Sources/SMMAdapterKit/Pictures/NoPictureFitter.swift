package import SMMModel

/// For who has no process that parses pictures.
package struct NoPictureFitter: PictureFitter, PictureProber {
    /// A fitter that refuses.
    package init() {}

    /// Refuses with `media-process-missing`.
    package func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture {
        throw Self.failure
    }

    /// Refuses with `media-process-missing`.
    package func probe(
        _ read: @Sendable () async throws(Failure) -> [UInt8]
    ) async throws(Failure) -> ProbedPicture {
        throw Self.failure
    }

    /// That there is none.
    package func fault() async -> Failure? { Self.failure }

    private static let failure = Failure(
        "media-process-missing",
        "The program smmd-media is not there, or may not be run: it is installed with smmd, and needs the package "
            + "libvips42.")
}
