package import SMMAdapterKit
package import SMMModel
import Synchronization

/// Answers whoever wants a picture made smaller, without looking at it.
package final class ScriptedPictures: PictureFitter {
    private let answer: Result<FittedPicture, Failure>
    private let state = Mutex<[PictureWish]>([])

    /// A fitter with one answer for everything.
    package init(_ answer: Result<FittedPicture, Failure>) { self.answer = answer }

    /// What was wished for, in order.
    package var wishes: [PictureWish] { state.withLock { $0 } }

    /// The answer.
    package func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture {
        state.withLock { $0.append(wish) }
        return try answer.get()
    }
}
