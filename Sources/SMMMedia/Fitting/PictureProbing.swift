/// Finds out of one picture, with any codec, what it is and whether it is whole.
package struct PictureProbing<Codec: PictureCodec> {
    /// All frames of what moves together have at most so many times the pixels of one picture.
    private static var mostFrames: Int64 { 5 }

    private let codec: Codec

    /// A probing by `codec`.
    package init(_ codec: Codec) { self.codec = codec }

    /// What the picture is.
    ///
    /// - Throws: `PictureRefusal`.
    package func probe(_ bytes: [UInt8], _ request: ProbeRequest) throws(PictureRefusal) -> PictureProbe {
        let look = try PictureLook(bytes, codec, decodedPixels: request.decodedPixels)
        // An animated PNG has one frame for the library; the others are not decoded.
        let frames = look.header.frames
        let pixels = Int64(look.header.width) * Int64(look.header.height)
        let (all, overflow) = pixels.multipliedReportingOverflow(by: Int64(frames))
        let (most, isBoundless) = request.decodedPixels.multipliedReportingOverflow(by: Self.mostFrames)
        guard !overflow, isBoundless || all <= most else { throw PictureRefusal(.tooLarge) }
        guard codec.isWhole(bytes, frames: frames) else { throw PictureRefusal(.unreadable) }
        var header = look.header
        (header.width, header.height) = (look.width, look.height)
        header.frames = max(frames, look.clean.frames)
        return PictureProbe(kind: look.kind, header: header, traces: look.clean.traces)
    }
}
