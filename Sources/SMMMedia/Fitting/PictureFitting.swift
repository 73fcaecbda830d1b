/// Fits one picture with any codec.
package struct PictureFitting<Codec: PictureCodec> {
    private let codec: Codec

    /// A fitting by `codec`.
    package init(_ codec: Codec) { self.codec = codec }

    /// The picture as it can go out: upright and clean. Its points stay as they are where the limits allow that; where they
    /// do not, or where it must be turned or brought to colours that everybody shows, it is written anew.
    ///
    /// - Throws: `PictureRefusal`.
    package func fit(_ bytes: [UInt8], _ request: FitRequest) throws(PictureRefusal) -> MediaAnswer.Picture {
        let look = try PictureLook(bytes, codec, decodedPixels: request.decodedPixels)
        if let picture = kept(look, bytes, request) { return picture }
        guard !look.isAnimated else { throw PictureRefusal(.animated) }
        return try made(look, bytes, request)
    }

    /// The picture with its points as they are; nil where that does not keep the limits.
    private func kept(_ look: PictureLook, _ bytes: [UInt8], _ request: FitRequest) -> MediaAnswer.Picture? {
        guard request.kinds.contains(look.kind), (1...65_535).contains(look.width), (1...65_535).contains(look.height),
            keepsPixels(look.width, look.height, request)
        else { return nil }
        // Inks: hardly anybody shows them as they are meant.
        guard look.header.colour != .cmyk else { return nil }
        var file = look.clean.bytes
        if look.clean.orientation != 1 {
            // Written anew without loss is as good as kept; what was written with a loss would lose once more either way.
            guard look.clean.isLossless, Int64(look.width) * Int64(look.height) <= FitLadder.mostPixels,
                let turned = codec.turn(bytes, orientation: look.clean.orientation, as: look.kind),
                let clean = PictureCleaner.clean(turned, look.kind)
            else { return nil }
            file = clean.bytes
        }
        guard file.count <= request.maximumBytes else { return nil }
        return MediaAnswer.Picture(kind: look.kind, width: look.width, height: look.height, bytes: file)
    }

    /// The picture written anew, as large and as good as the limits allow.
    private func made(
        _ look: PictureLook, _ bytes: [UInt8], _ request: FitRequest
    ) throws(PictureRefusal) -> MediaAnswer.Picture {
        let header = look.header
        let allowed = request.maximumPixels ?? .max
        var edge: Int? = FitLadder.firstEdge(
            width: header.width, height: header.height, maximumPixels: min(allowed, mostPixels(of: look, request)))
        while let tried = edge, tried > 0 {
            guard let picture = codec.decode(bytes, edge: tried, orientation: look.clean.orientation) else {
                throw PictureRefusal(.unreadable)
            }
            if staysSeeThrough(picture, request) {
                let less = FitLadder.firstEdge(
                    width: header.width, height: header.height,
                    maximumPixels: min(allowed, FitLadder.mostSeeThroughPixels))
                guard tried <= less else {
                    edge = less
                    continue
                }
            }
            var least: Int?
            if keepsPixels(picture.width, picture.height, request) {
                let kind = try kind(of: picture, request)
                for quality in kind == .png ? [100] : FitLadder.qualities {
                    guard let written = picture.encode(kind, quality: quality),
                        let file = PictureCleaner.clean(written, kind)?.bytes
                    else { break }
                    least = file.count
                    if file.count <= request.maximumBytes {
                        return MediaAnswer.Picture(
                            kind: kind, width: picture.width, height: picture.height, bytes: file)
                    }
                }
            }
            edge = FitLadder.nextEdge(after: tried, got: least, most: request.maximumBytes)
        }
        throw PictureRefusal(.doesNotFit)
    }

    /// What is only turned keeps its size.
    private func mostPixels(of look: PictureLook, _ request: FitRequest) -> Int64 {
        let isOnlyTurned =
            look.clean.orientation != 1 && look.header.colour != .cmyk && look.clean.bytes.count <= request.maximumBytes
            && request.kinds.contains(look.kind)
        return isOnlyTurned ? FitLadder.mostTurnedPixels : FitLadder.mostPixels
    }

    /// Whether it can be seen through and the network takes a kind that keeps it so.
    private func staysSeeThrough(_ picture: Codec.Picture, _ request: FitRequest) -> Bool {
        picture.isSeeThrough && FitLadder.kind(isSeeThrough: true, of: request.kinds) != nil
    }

    /// Sides are rounded, so that the edge alone does not say it.
    private func keepsPixels(_ width: Int, _ height: Int, _ request: FitRequest) -> Bool {
        request.maximumPixels.map { Int64(width) * Int64(height) <= $0 } ?? true
    }

    private func kind(of picture: Codec.Picture, _ request: FitRequest) throws(PictureRefusal) -> PictureKind {
        if let kind = FitLadder.kind(isSeeThrough: picture.isSeeThrough, of: request.kinds) { return kind }
        guard picture.flatten(), let kind = FitLadder.kind(isSeeThrough: false, of: request.kinds) else {
            throw PictureRefusal(.doesNotFit)
        }
        return kind
    }
}
