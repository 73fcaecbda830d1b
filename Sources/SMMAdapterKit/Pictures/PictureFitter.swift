package import SMMModel

/// Makes pictures smaller where a network takes no more. Nobody but a process of its own decodes what comes from outside.
package protocol PictureFitter: Sendable {
    /// The stored picture, made to keep `wish`. The same picture and the same wish give the same bytes, as long as the
    /// libraries behind it stay the same.
    ///
    /// It reads the picture when its turn comes, so that those who wait hold none in memory.
    ///
    /// - Throws: `Failure` `picture-animated`, `picture-too-large`, `picture-type`, `picture-unreadable`,
    ///   `picture-does-not-fit`, `picture-too-slow` of the picture; `media-process-missing`, `media-process-busy`,
    ///   `media-process-answer`, `picture-interrupted` of the process; and what the store throws.
    func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture

    /// What ``fit(_:of:to:)`` would make of the stored picture for each wish, in order, without the pictures themselves.
    func measure(
        _ medium: MediaReference, of media: any MediaReader, to wishes: [PictureWish]
    ) async -> [Result<PictureMeasure, Failure>]
}

extension PictureFitter {
    /// One after the other, each made and measured.
    package func measure(
        _ medium: MediaReference, of media: any MediaReader, to wishes: [PictureWish]
    ) async -> [Result<PictureMeasure, Failure>] {
        var found: [Result<PictureMeasure, Failure>] = []
        for wish in wishes {
            do throws(Failure) {
                found.append(.success(PictureMeasure(try await fit(medium, of: media, to: wish))))
            } catch {
                found.append(.failure(error))
            }
        }
        return found
    }
}
