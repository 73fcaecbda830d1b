import CVipsShim
import SMMMedia

/// Pictures by libvips. What reaches it was told by its first bytes to be of a kind that is read.
struct VipsCodec: PictureCodec {
    func header(of bytes: [UInt8]) -> PictureHeader? {
        var width: Int32 = 0
        var height: Int32 = 0
        var frames: Int32 = 0
        let result = bytes.withUnsafeBytes { smm_vips_look($0.baseAddress, $0.count, &width, &height, &frames) }
        guard result == 0 else { return nil }
        return PictureHeader(width: Int(width), height: Int(height), frames: Int(frames))
    }

    func decode(_ bytes: [UInt8], edge: Int) -> VipsPicture? {
        bytes.withUnsafeBytes { smm_vips_scale($0.baseAddress, $0.count, Int32(clamping: edge)) }.map(VipsPicture.init)
    }
}
