import CVipsShim
import SMMMedia

/// A picture decoded by libvips.
final class VipsPicture: DecodedPicture {
    private let raw: OpaquePointer

    init(_ raw: OpaquePointer) { self.raw = raw }

    deinit { smm_picture_free(raw) }

    var width: Int { Int(smm_picture_width(raw)) }
    var height: Int { Int(smm_picture_height(raw)) }
    var isSeeThrough: Bool { smm_picture_is_see_through(raw) != 0 }

    func flatten() -> Bool { smm_picture_flatten(raw) == 0 }

    func encode(_ kind: PictureKind, quality: Int) -> [UInt8]? {
        let target: Int32
        switch kind {
        case .jpeg: target = Int32(SMM_JPEG)
        case .png: target = Int32(SMM_PNG)
        case .webp: target = Int32(SMM_WEBP)
        case .gif: return nil
        }
        var file: UnsafeMutableRawPointer?
        var length = 0
        guard smm_picture_encode(raw, target, Int32(quality), &file, &length) == 0, let file else { return nil }
        defer { smm_vips_free(file) }
        return Array(UnsafeRawBufferPointer(start: file, count: length))
    }
}
