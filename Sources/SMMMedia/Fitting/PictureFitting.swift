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
        var edge: Int? = FitLadder.firstEdge(
            width: header.width, height: header.height, maximumPixels: request.maximumPixels)
        while let tried = edge, tried > 0 {
            guard let picture = codec.decode(bytes, edge: tried) else { throw PictureRefusal(.unreadable) }
            guard !picture.isSeeThrough || tried <= FitLadder.longestSeeThroughEdge else {
                edge = FitLadder.longestSeeThroughEdge
                continue
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
