import Dispatch
package import SMMAdapterKit
package import SMMModel

/// Has pictures parsed by a process of their own, one for each and gone after it: this process never decodes a picture,
/// and believes nothing that comes back.
package final class MediaProcess: PictureFitter, PictureProber {
    /// How often a picture that crashes the process is tried.
    private static let maximumTries = 2

    private let place: MediaPlace
    private let patience: Milliseconds
    private let decodedPixels: Int64
    private let lookPatience: Milliseconds
    /// One at a time, the picture in memory included: they share what the daemon may use.
    private let line = MediaLine()
    /// Where it is waited for the process, since that blocks a thread.
    private let queue = DispatchQueue(label: "smmd-media")
    /// Where it is waited for the look whether the process works at all, whatever else goes on.
    private let lookQueue = DispatchQueue(label: "smmd-media.look")
    /// One look for all who ask while it lasts: the last of many would wait many times as long.
    private let look = SharedLook()

    /// Pictures are parsed by the process from this place.
    ///
    /// - Parameters:
    ///   - patience: how long one picture may take by the clock; the process bounds its own work.
    ///   - decodedPixels: the most pixels of a picture that is decoded.
    ///   - lookPatience: how long ``fault()`` waits for a picture of one point.
    package init(
        _ place: MediaPlace, patience: Milliseconds = .seconds(60), decodedPixels: Int64 = PictureFit.maximumPixels,
        lookPatience: Milliseconds = .seconds(5)
    ) {
        self.place = place
        self.patience = patience
        self.decodedPixels = decodedPixels
        self.lookPatience = lookPatience
    }

    /// The picture made to fit.
    package func fit(
        _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
    ) async throws(Failure) -> FittedPicture {
        try await inTurn { () throws(Failure) in
            try await fit(try await media.bytes(of: medium), to: wish)
        }
    }

    /// The same of a picture in memory.
    package func fit(_ bytes: [UInt8], to wish: PictureWish) async throws(Failure) -> FittedPicture {
        let pictures = try await fit(bytes, to: [PictureLimit(wish)], wantsPictures: true)
        let picture = try pictures[0].get()
        return FittedPicture(
            bytes: picture.bytes, type: picture.kind.type, width: picture.width, height: picture.height)
    }

    /// What the picture would become; see `PictureFitter`. One run of the process for all wishes, or for each sixteen of
    /// them that differ.
    package func measure(
        _ medium: MediaReference, of media: any MediaReader, to wishes: [PictureWish]
    ) async -> [Result<PictureMeasure, Failure>] {
        guard !wishes.isEmpty else { return [] }
        do throws(Failure) {
            return try await inTurn { () throws(Failure) in
                await measure(try await media.bytes(of: medium), to: wishes)
            }
        } catch {
            return wishes.map { _ in .failure(error) }
        }
    }

    /// The same of a picture in memory.
    package func measure(_ bytes: [UInt8], to wishes: [PictureWish]) async -> [Result<PictureMeasure, Failure>] {
        var places: [PictureLimit: Int] = [:]
        var limits: [PictureLimit] = []
        let order = wishes.map { wish in
            let limit = PictureLimit(wish)
            if let place = places[limit] { return place }
            places[limit] = limits.count
            limits.append(limit)
            return limits.count - 1
        }
        var found: [Result<PictureMeasure, Failure>] = []
        while found.count < limits.count {
            let next = Array(limits[found.count...].prefix(FitRequest.mostLimits))
            do throws(Failure) {
                let pictures = try await fit(bytes, to: next, wantsPictures: false)
                found += pictures.map { $0.map(PictureMeasure.init) }
            } catch {
                found += next.map { _ in .failure(error) }
            }
        }
        return order.map { found[$0] }
    }

    private func fit(
        _ bytes: [UInt8], to limits: [PictureLimit], wantsPictures: Bool
    ) async throws(Failure) -> [Result<FitOutcome.Picture, Failure>] {
        let request = FitRequest(limits, decodedPixels: decodedPixels, wantsPictures: wantsPictures)
        var ending = await exchange(request.head, bytes, longestAnswer: request.longestBody)
        // It was read whole when it came in: more likely than by the picture, the process ended for want of memory.
        if ending == .closed { ending = .taken }
        return try verdict.pictures(of: ending, for: request)
    }

    /// What a picture is.
    package func probe(
        _ read: @Sendable () async throws(Failure) -> [UInt8]
    ) async throws(Failure) -> ProbedPicture {
        try await inTurn { () throws(Failure) in
            let bytes = try await read()
            let request = ProbeRequest(decodedPixels: decodedPixels)
            let ending = await exchange(request.head, bytes, longestAnswer: 0)
            return try verdict.probe(of: ending, for: request)
        }
    }

    /// Why no picture can be parsed; nil when one can. One try, which waits for no other picture: whoever asks wants to
    /// know it now, also where the process hangs.
    package func fault() async -> Failure? {
        await look.value { await self.lookNow() }
    }

    private func lookNow() async -> Failure? {
        let request = ProbeRequest(decodedPixels: decodedPixels)
        var ending = await once(request.head, PictureKind.dot, longestAnswer: 0, lookPatience, on: lookQueue)
        if ending == .closed { ending = .unwell }
        do throws(Failure) {
            _ = try verdict(lookPatience).probe(of: ending, for: request)
            return nil
        } catch {
            return error
        }
    }

    private var verdict: MediaVerdict { verdict(patience) }

    private func verdict(_ patience: Milliseconds) -> MediaVerdict {
        MediaVerdict(place: place, patience: patience, decodedPixels: decodedPixels)
    }

    private func inTurn<T: Sendable>(
        _ body: () async throws(Failure) -> T
    ) async throws(Failure) -> T {
        await line.enter()
        let result: Result<T, Failure>
        do throws(Failure) {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        await line.leave()
        return try result.get()
    }

    private func exchange(_ head: [UInt8], _ bytes: [UInt8], longestAnswer: Int) async -> MediaEnding {
        var ending = await once(head, bytes, longestAnswer: longestAnswer, patience, on: queue)
        for _ in 1..<Self.maximumTries where MediaVerdict.isCrash(ending) {
            ending = await once(head, bytes, longestAnswer: longestAnswer, patience, on: queue)
        }
        // Behind a socket nobody says why a process is gone: whether it was the picture, one that is well tells.
        guard ending == .closed else { return ending }
        let probe = ProbeRequest(decodedPixels: decodedPixels)
        if case .answered = await once(probe.head, PictureKind.dot, longestAnswer: 0, patience, on: queue) {
            return .closed
        }
        return .unwell
    }

    private func once(
        _ head: [UInt8], _ bytes: [UInt8], longestAnswer: Int, _ patience: Milliseconds, on queue: DispatchQueue
    ) async -> MediaEnding {
        let run = place.run
        let pieces = [WireFrame.length(head.count) + head + WireFrame.length(bytes.count), bytes]
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(
                        returning: run.run(pieces, longestAnswer: longestAnswer, patience: patience.count))
                }
            }
        } onCancel: {
            run.cancel()
        }
    }
}
