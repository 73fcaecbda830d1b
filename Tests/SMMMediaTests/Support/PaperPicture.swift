import SMMMedia

/// A picture of ``PaperCodec``.
final class PaperPicture: DecodedPicture {
    let width: Int
    let height: Int
    private(set) var isSeeThrough: Bool
    private let weight: Int

    init(width: Int, height: Int, isSeeThrough: Bool, weight: Int) {
        self.width = width
        self.height = height
        self.isSeeThrough = isSeeThrough
        self.weight = weight
    }

    func flatten() -> Bool {
        isSeeThrough = false
        return true
    }

    func encode(_ kind: PictureKind, quality: Int) -> [UInt8]? {
        [UInt8](repeating: kind.rawValue, count: width * height / 1000 * weight * quality / 100)
    }
}
