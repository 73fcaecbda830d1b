/// Takes out of a picture's file what is not the picture, without decoding it: its points stay bit for bit.
///
/// What stays is a list, not what goes: a part of a kind that is not known goes. Pure; the same file gives the same bytes,
/// and a clean file itself.
package enum PictureCleaner {
    /// The clean file; nil when the file's parts do not hold together up to its end.
    package static func clean(_ bytes: [UInt8], _ kind: PictureKind) -> CleanedPicture? {
        switch kind {
        case .jpeg: JPEGCleaner.clean(bytes)
        case .png: PNGCleaner.clean(bytes)
        case .webp: WebPCleaner.clean(bytes)
        case .gif: GIFCleaner.clean(bytes)
        }
    }

    /// Whether there is nothing in the file that ``clean(_:_:)`` takes out.
    package static func isClean(_ bytes: [UInt8], _ kind: PictureKind) -> Bool {
        clean(bytes, kind)?.bytes == bytes
    }
}
