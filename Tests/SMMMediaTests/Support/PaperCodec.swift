import SMMMedia

/// Pictures that are only measured: so many bytes for each pixel and quality.
final class PaperCodec: PictureCodec {
    let header: PictureHeader?
    let isSeeThrough: Bool
    let isReadable: Bool
    /// Bytes for each thousand pixels at full quality.
    let weight: Int

    init(
        _ width: Int, _ height: Int, frames: Int = 1, weight: Int = 1000, isSeeThrough: Bool = false,
        isReadable: Bool = true
    ) {
        header = width == 0 ? nil : PictureHeader(width: width, height: height, frames: frames)
        self.weight = weight
        self.isSeeThrough = isSeeThrough
        self.isReadable = isReadable
    }

    func header(of bytes: [UInt8]) -> PictureHeader? { header }

    func decode(_ bytes: [UInt8], edge: Int) -> PaperPicture? {
        guard isReadable, let header else { return nil }
        let long = max(header.width, header.height)
        let now = min(edge, long)
        return PaperPicture(
            width: header.width * now / long, height: header.height * now / long, isSeeThrough: isSeeThrough,
            weight: weight)
    }
}

/// One of them.
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
