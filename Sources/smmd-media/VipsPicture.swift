import CVipsShim
import SMMMedia

/// A picture decoded by libvips.
final class VipsPicture: DecodedPicture {
    private let raw: OpaquePointer
    /// A part of it, once somebody needed one: nil within where there is none.
    private var sample: (picture: VipsPicture, share: Double)??

    init(_ raw: OpaquePointer) { self.raw = raw }

    deinit { smm_picture_free(raw) }

    var width: Int { Int(smm_picture_width(raw)) }
    var height: Int { Int(smm_picture_height(raw)) }
    var isSeeThrough: Bool { smm_picture_is_see_through(raw) != 0 }

    func flatten() -> Bool {
        sample = nil
        return smm_picture_flatten(raw) == 0
    }

    /// The library's number of a kind that is written.
    static func target(_ kind: PictureKind) -> Int32? {
        switch kind {
        case .jpeg: Int32(SMM_JPEG)
        case .png: Int32(SMM_PNG)
        case .webp: Int32(SMM_WEBP)
        case .gif: nil
        }
    }

    func expectedBytes(_ kind: PictureKind, quality: Int) -> Int? {
        // What WebP learns from the rows above, it must learn in each strip anew: that says nothing of the whole.
        guard kind != .webp else { return nil }
        if sample == nil {
            var share = 1.0
            let part = smm_picture_sample(raw, &share)
            sample = .some(part.map { (VipsPicture($0), share) })
        }
        guard let (part, share) = sample ?? nil, let written = part.encode(kind, quality: quality) else { return nil }
        return Int(Double(written.count) / share)
    }

    func encode(_ kind: PictureKind, quality: Int) -> [UInt8]? {
        guard let target = Self.target(kind) else { return nil }
        var file: UnsafeMutableRawPointer?
        var length = 0
        guard smm_picture_encode(raw, target, Int32(quality), &file, &length) == 0, let file else { return nil }
        defer { smm_vips_free(file) }
        return Array(UnsafeRawBufferPointer(start: file, count: length))
    }
}
