/// One picture written anew, as large and as good as limits allow that come from the most bytes to the least.
///
/// Between two limits it keeps the size of all that was written, and the picture that was decoded last: of two there may
/// not be the memory. A file is kept only where it fits: what was too large for one is too large for all that follow.
final class PictureMaking<Codec: PictureCodec> {
    /// One file of the many there may be.
    private struct Step: Hashable {
        let edge: Int
        let isFlat: Bool
        let kind: PictureKind
        let quality: Int
    }

    private let codec: Codec
    private let look: PictureLook
    private let bytes: [UInt8]
    private let wantsPictures: Bool
    private var decoded: (edge: Int, isFlat: Bool, picture: Codec.Picture)?
    private var unreadable: Set<Int> = []
    private var written: [Step: WrittenPicture?] = [:]
    private var expected: [Step: Int?] = [:]

    /// A making of the picture in `bytes`.
    init(_ codec: Codec, _ look: PictureLook, _ bytes: [UInt8], wantsPictures: Bool) {
        self.codec = codec
        self.look = look
        self.bytes = bytes
        self.wantsPictures = wantsPictures
    }

    /// The picture for a limit, or why there is none.
    func outcome(for limit: PictureLimit) -> FitOutcome {
        do throws(PictureRefusal) {
            return .made(try picture(for: limit))
        } catch {
            return .refused(error)
        }
    }

    private func picture(for limit: PictureLimit) throws(PictureRefusal) -> FitOutcome.Picture {
        var edge: Int? = firstEdge(min(limit.maximumPixels ?? .max, mostPixels(limit)))
        while let tried = edge, tried > 0 {
            let (picture, isFlat) = try decode(tried, for: limit)
            if staysSeeThrough(picture, limit) {
                let less = firstEdge(min(limit.maximumPixels ?? .max, FitLadder.mostSeeThroughPixels))
                guard tried <= less else {
                    edge = less
                    continue
                }
            }
            var least: Int?
            if limit.keepsPixels(picture.width, picture.height) {
                let (kind, isFlat) = try kind(of: picture, isFlat, limit)
                for quality in kind == .png ? [100] : FitLadder.qualities {
                    let step = Step(edge: tried, isFlat: isFlat, kind: kind, quality: quality)
                    if let about = expect(step, picture), FitLadder.isOutOfReach(about, most: limit.maximumBytes) {
                        least = about
                        continue
                    }
                    guard let file = write(step, picture, limit) else { break }
                    least = file.byteCount
                    if file.byteCount <= limit.maximumBytes {
                        return FitOutcome.Picture(
                            kind: kind, width: picture.width, height: picture.height, byteCount: file.byteCount,
                            bytes: file.bytes ?? [])
                    }
                }
            }
            edge = FitLadder.nextEdge(after: tried, got: least, most: limit.maximumBytes)
        }
        throw PictureRefusal(.doesNotFit)
    }

    private func firstEdge(_ pixels: Int64) -> Int {
        FitLadder.firstEdge(width: look.header.width, height: look.header.height, maximumPixels: pixels)
    }

    /// What is only turned keeps its size.
    private func mostPixels(_ limit: PictureLimit) -> Int64 {
        let isOnlyTurned =
            look.clean.orientation != 1 && look.header.colour != .cmyk && look.clean.bytes.count <= limit.maximumBytes
            && limit.kinds.contains(look.kind)
        return isOnlyTurned ? FitLadder.mostTurnedPixels : FitLadder.mostPixels
    }

    /// The picture no larger than `edge`, and whether it was put on white.
    private func decode(_ edge: Int, for limit: PictureLimit) throws(PictureRefusal) -> (Codec.Picture, Bool) {
        if let decoded, decoded.edge == edge, !decoded.isFlat || !keepsSeeThrough(limit) {
            return (decoded.picture, decoded.isFlat)
        }
        // What memory there is belongs to the one that comes.
        decoded = nil
        guard !unreadable.contains(edge),
            let picture = codec.decode(bytes, edge: edge, orientation: look.clean.orientation)
        else {
            unreadable.insert(edge)
            throw PictureRefusal(.unreadable)
        }
        decoded = (edge, false, picture)
        return (picture, false)
    }

    /// Whether it can be seen through and the network takes a kind that keeps it so.
    private func staysSeeThrough(_ picture: Codec.Picture, _ limit: PictureLimit) -> Bool {
        picture.isSeeThrough && keepsSeeThrough(limit)
    }

    private func keepsSeeThrough(_ limit: PictureLimit) -> Bool {
        FitLadder.kind(isSeeThrough: true, of: limit.kinds) != nil
    }

    private func kind(
        of picture: Codec.Picture, _ isFlat: Bool, _ limit: PictureLimit
    ) throws(PictureRefusal) -> (PictureKind, isFlat: Bool) {
        if let kind = FitLadder.kind(isSeeThrough: picture.isSeeThrough, of: limit.kinds) { return (kind, isFlat) }
        guard picture.flatten(), let kind = FitLadder.kind(isSeeThrough: false, of: limit.kinds) else {
            // Whether it is still what it was is not known.
            decoded = nil
            throw PictureRefusal(.doesNotFit)
        }
        decoded?.isFlat = true
        return (kind, true)
    }

    private func expect(_ step: Step, _ picture: Codec.Picture) -> Int? {
        if let known = expected[step] { return known }
        let about = picture.expectedBytes(step.kind, quality: step.quality)
        expected[step] = .some(about)
        return about
    }

    private func write(_ step: Step, _ picture: Codec.Picture, _ limit: PictureLimit) -> WrittenPicture? {
        if let known = written[step] { return known }
        let file = picture.encode(step.kind, quality: step.quality).flatMap {
            PictureCleaner.clean($0, step.kind)?.bytes
        }
        let result = file.map { WrittenPicture($0, keepsBytes: wantsPictures && $0.count <= limit.maximumBytes) }
        written[step] = .some(result)
        return result
    }
}
