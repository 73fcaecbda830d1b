import Dispatch
package import SMMAdapterKit
package import SMMModel

/// Fits pictures in a process of its own, started for each and gone after it: this process never decodes a picture, and
/// believes nothing that comes back.
package final class MediaProcess: PictureFitter {
    /// How often a picture that crashes the process is tried.
    private static let maximumTries = 2

    private let program: String
    private let patience: Milliseconds
    private let decodedPixels: Int64
    /// One at a time, the picture in memory included: they share what the daemon may use.
    private let line = MediaLine()
    /// Where it is waited for the process, since that blocks a thread.
    private let queue = DispatchQueue(label: "smmd-media")

    /// A fitter by the program at this path.
    ///
    /// - Parameters:
    ///   - patience: how long one picture may take by the clock; the process bounds its own work.
    ///   - decodedPixels: the most pixels of a picture that is decoded.
    package init(
        program: String, patience: Milliseconds = .seconds(60), decodedPixels: Int64 = PictureFit.maximumPixels
    ) {
        self.program = program
        self.patience = patience
        self.decodedPixels = decodedPixels
    }

    /// The picture made to fit.
    package func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture {
        await line.enter()
        let result: Result<FittedPicture, Failure>
        do throws(Failure) {
            result = .success(try await fit(try await media.bytes(of: medium), to: wish))
        } catch {
            result = .failure(error)
        }
        await line.leave()
        return try result.get()
    }

    /// The same of a picture in memory.
    package func fit(_ bytes: [UInt8], to wish: PictureWish) async throws(Failure) -> FittedPicture {
        let request = FitRequest(
            maximumBytes: min(wish.maximumBytes, PictureFit.maximumBytes), maximumPixels: wish.maximumPixels,
            decodedPixels: decodedPixels, kinds: Set(wish.types.compactMap(PictureKind.init(type:))))
        let pieces = [
            WireFrame.length(request.head.count) + request.head + WireFrame.length(bytes.count), bytes,
        ]
        var tries = 0
        while true {
            tries += 1
            let ending = await run(pieces, longestAnswer: Int(request.maximumBytes))
            if tries < Self.maximumTries, MediaVerdict.isCrash(ending) { continue }
            return try MediaVerdict(program: program, patience: patience).picture(of: ending, for: request)
        }
    }

    private func run(_ pieces: [[UInt8]], longestAnswer: Int) async -> MediaChild.Ending {
        let child = MediaChild(program)
        let patience = patience.count
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(
                        returning: child.run(pieces, longestAnswer: longestAnswer, patience: patience))
                }
            }
        } onCancel: {
            child.cancel()
        }
    }
}
