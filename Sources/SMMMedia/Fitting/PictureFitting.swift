/// Fits one picture with any codec.
package struct PictureFitting<Codec: PictureCodec> {
    private let codec: Codec

    /// A fitting by `codec`.
    package init(_ codec: Codec) { self.codec = codec }

    /// The picture made to fit.
    ///
    /// - Throws: `PictureRefusal`.
    package func fit(_ bytes: [UInt8], _ request: FitRequest) throws(PictureRefusal) -> FitAnswer.Picture {
        guard PictureKind(of: bytes) != nil else { throw PictureRefusal(.type) }
        guard !PictureKind.isAnimatedPNG(bytes) else { throw PictureRefusal(.animated) }
        guard let header = codec.header(of: bytes), header.width > 0, header.height > 0 else {
            throw PictureRefusal(.unreadable)
        }
        let (pixels, overflow) = Int64(header.width).multipliedReportingOverflow(by: Int64(header.height))
        guard !overflow, pixels <= request.decodedPixels else { throw PictureRefusal(.tooLarge) }
        guard header.frames <= 1 else { throw PictureRefusal(.animated) }
        let allowed = request.maximumPixels ?? .max
        var edge: Int? = FitLadder.firstEdge(
            width: header.width, height: header.height, maximumPixels: min(allowed, FitLadder.mostPixels))
        while let tried = edge, tried > 0 {
            guard let picture = codec.decode(bytes, edge: tried) else { throw PictureRefusal(.unreadable) }
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
            if keepsPixels(picture, request) {
                let kind = try kind(of: picture, request)
                for quality in kind == .png ? [100] : FitLadder.qualities {
                    guard let file = picture.encode(kind, quality: quality) else { break }
                    least = file.count
                    if file.count <= request.maximumBytes {
                        return FitAnswer.Picture(
                            kind: kind, width: picture.width, height: picture.height, bytes: file)
                    }
                }
            }
            edge = FitLadder.nextEdge(after: tried, got: least, most: request.maximumBytes)
        }
        throw PictureRefusal(.doesNotFit)
    }

    /// Whether it can be seen through and the network takes a kind that keeps it so.
    private func staysSeeThrough(_ picture: Codec.Picture, _ request: FitRequest) -> Bool {
        picture.isSeeThrough && FitLadder.kind(isSeeThrough: true, of: request.kinds) != nil
    }

    /// Sides are rounded, so that the edge alone does not say it.
    private func keepsPixels(_ picture: Codec.Picture, _ request: FitRequest) -> Bool {
        request.maximumPixels.map { Int64(picture.width) * Int64(picture.height) <= $0 } ?? true
    }

    private func kind(of picture: Codec.Picture, _ request: FitRequest) throws(PictureRefusal) -> PictureKind {
        if let kind = FitLadder.kind(isSeeThrough: picture.isSeeThrough, of: request.kinds) { return kind }
        guard picture.flatten(), let kind = FitLadder.kind(isSeeThrough: false, of: request.kinds) else {
            throw PictureRefusal(.doesNotFit)
        }
        return kind
    }
}
