/// Makes pictures smaller where a network takes no more. Nobody but a process of its own decodes what comes from outside.
package protocol PictureFitter: Sendable {
    /// A picture that keeps `wish`. The same bytes and the same wish give the same picture, as long as the libraries
    /// behind it stay the same.
    ///
    /// - Throws: `Failure` `picture-animated`, `picture-too-large`, `picture-type`, `picture-unreadable`,
    ///   `picture-does-not-fit`, `picture-too-slow` of the picture; `media-process-missing`, `media-process-busy`,
    ///   `media-process-answer`, `picture-interrupted` of the process.
    func fit(_ bytes: [UInt8], to wish: PictureWish) async throws(Failure) -> FittedPicture
}

/// For who has no such process.
package struct NoPictureFitter: PictureFitter {
    /// A fitter that refuses.
    package init() {}

    /// Refuses with `media-process-missing`.
    package func fit(_ bytes: [UInt8], to wish: PictureWish) async throws(Failure) -> FittedPicture {
        throw Failure("media-process-missing", "There is no process here that makes pictures smaller.")
    }
}

extension Failure {
    /// Whether the same picture may fit the next time: it was not the picture that failed.
    package var isOfMediaProcess: Bool {
        ["media-process-missing", "media-process-busy", "picture-interrupted"].contains(code)
    }
}
