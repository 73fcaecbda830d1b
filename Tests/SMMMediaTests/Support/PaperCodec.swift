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
