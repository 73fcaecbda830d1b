/// One picture with its points as they are, for limits that come from the most bytes to the least: turned at most once,
/// and what was too large for one is too large for all that follow, so that its bytes are not kept.
final class PictureKeeping<Codec: PictureCodec> {
    private let codec: Codec
    private let look: PictureLook
    private let bytes: [UInt8]
    private let wantsPictures: Bool
    /// The picture set upright without a loss: nil while nobody needed it, and within where that is not possible.
    private var turned: WrittenPicture??

    /// A keeping of the picture in `bytes`.
    init(_ codec: Codec, _ look: PictureLook, _ bytes: [UInt8], wantsPictures: Bool) {
        self.codec = codec
        self.look = look
        self.bytes = bytes
        self.wantsPictures = wantsPictures
    }

    /// The picture; nil where that does not keep the limit.
    func picture(for limit: PictureLimit) -> FitOutcome.Picture? {
        guard limit.kinds.contains(look.kind), (1...65_535).contains(look.width), (1...65_535).contains(look.height),
            limit.keepsPixels(look.width, look.height)
        else { return nil }
        // Inks: hardly anybody shows them as they are meant.
        guard look.header.colour != .cmyk else { return nil }
        let isUpright = look.clean.orientation == 1
        guard let file = isUpright ? WrittenPicture(look.clean.bytes, keepsBytes: wantsPictures) : turnedFile(limit),
            file.byteCount <= limit.maximumBytes
        else { return nil }
        return FitOutcome.Picture(
            kind: look.kind, width: look.width, height: look.height, byteCount: file.byteCount, bytes: file.bytes ?? [])
    }

    private func turnedFile(_ limit: PictureLimit) -> WrittenPicture? {
        if let turned { return turned }
        let file = turn().map { WrittenPicture($0, keepsBytes: wantsPictures && $0.count <= limit.maximumBytes) }
        turned = .some(file)
        return file
    }

    private func turn() -> [UInt8]? {
        // Written anew without loss is as good as kept; what was written with a loss would lose once more either way.
        guard look.clean.isLossless, Int64(look.width) * Int64(look.height) <= FitLadder.mostPixels,
            let turned = codec.turn(bytes, orientation: look.clean.orientation, as: look.kind)
        else { return nil }
        return PictureCleaner.clean(turned, look.kind)?.bytes
    }
}
