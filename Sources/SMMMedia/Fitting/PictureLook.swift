/// What is looked at before a picture is decoded: its kind by content, its header, and its parts.
struct PictureLook {
    let kind: PictureKind
    /// As stored.
    let header: PictureHeader
    /// The file without what does not belong to the picture.
    let clean: CleanedPicture

    /// Whether it moves.
    var isAnimated: Bool { max(header.frames, clean.frames) > 1 }
    /// Whether it is shown on its side.
    var isOnItsSide: Bool { clean.orientation >= 5 }
    /// Pixels across as shown.
    var width: Int { isOnItsSide ? header.height : header.width }
    /// Pixels down as shown.
    var height: Int { isOnItsSide ? header.width : header.height }

    /// Looks at a picture.
    ///
    /// - Throws: `PictureRefusal` `type`, `unreadable`, `tooLarge`.
    init(_ bytes: [UInt8], _ codec: some PictureCodec, decodedPixels: Int64) throws(PictureRefusal) {
        guard let kind = PictureKind(of: bytes) else { throw PictureRefusal(.type) }
        guard let header = codec.header(of: bytes), header.width > 0, header.height > 0 else {
            throw PictureRefusal(.unreadable)
        }
        let (pixels, overflow) = Int64(header.width).multipliedReportingOverflow(by: Int64(header.height))
        guard !overflow, pixels <= decodedPixels else { throw PictureRefusal(.tooLarge) }
        guard var clean = PictureCleaner.clean(bytes, kind) else { throw PictureRefusal(.unreadable) }
        // Of what moves nobody turns the frames.
        if max(header.frames, clean.frames) > 1 { clean.orientation = 1 }
        self.kind = kind
        self.header = header
        self.clean = clean
    }
}
