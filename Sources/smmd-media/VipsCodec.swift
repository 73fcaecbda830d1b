import CVipsShim
import SMMMedia

/// Pictures by libvips. What reaches it was told by its first bytes to be of a kind that is read.
struct VipsCodec: PictureCodec {
    func header(of bytes: [UInt8]) -> PictureHeader? {
        var facts = smm_picture_facts()
        guard bytes.withUnsafeBytes({ smm_vips_look($0.baseAddress, $0.count, &facts) }) == 0 else { return nil }
        return PictureHeader(
            width: Int(facts.width), height: Int(facts.height), frames: Int(facts.frames), bands: Int(facts.bands),
            bits: Int(facts.bits), colour: PictureColour(rawValue: UInt8(clamping: facts.colour)) ?? .other,
            hasProfile: facts.has_profile != 0)
    }

    func isWhole(_ bytes: [UInt8], frames: Int) -> Bool {
        bytes.withUnsafeBytes { smm_vips_is_whole($0.baseAddress, $0.count, Int32(clamping: frames)) } != 0
    }

    func decode(_ bytes: [UInt8], edge: Int, orientation: Int) -> VipsPicture? {
        bytes.withUnsafeBytes {
            smm_vips_scale($0.baseAddress, $0.count, Int32(clamping: edge), Int32(clamping: orientation))
        }.map(VipsPicture.init)
    }

    func turn(_ bytes: [UInt8], orientation: Int, as kind: PictureKind) -> [UInt8]? {
        guard let target = VipsPicture.target(kind) else { return nil }
        var file: UnsafeMutableRawPointer?
        var length = 0
        let result = bytes.withUnsafeBytes {
            smm_vips_turn($0.baseAddress, $0.count, Int32(clamping: orientation), target, &file, &length)
        }
        guard result == 0, let file else { return nil }
        defer { smm_vips_free(file) }
        return Array(UnsafeRawBufferPointer(start: file, count: length))
    }
}
