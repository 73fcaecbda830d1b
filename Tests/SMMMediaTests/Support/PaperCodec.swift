import SMMMedia

/// Pictures that are only measured: so many bytes for each pixel and quality.
final class PaperCodec: PictureCodec {
    let header: PictureHeader?
    let isSeeThrough: Bool
    let isReadable: Bool
    /// Bytes for each thousand pixels at full quality.
    let weight: Int
    /// Whether it knows what a picture will take before it is written.
    let expects: Bool
    /// What was decoded, in order.
    private(set) var edges: [Int] = []
    private let log = PaperLog()

    /// The bytes of what was written, in order.
    var written: [Int] { log.written }

    init(
        _ width: Int, _ height: Int, frames: Int = 1, weight: Int = 1000, isSeeThrough: Bool = false,
        isReadable: Bool = true, colour: PictureColour = .rgb, expects: Bool = false
    ) {
        header = width == 0 ? nil : PictureHeader(width: width, height: height, frames: frames, colour: colour)
        self.weight = weight
        self.isSeeThrough = isSeeThrough
        self.isReadable = isReadable
        self.expects = expects
    }

    func header(of bytes: [UInt8]) -> PictureHeader? { header }

    func isWhole(_ bytes: [UInt8], frames: Int) -> Bool { isReadable }

    func decode(_ bytes: [UInt8], edge: Int, orientation: Int) -> PaperPicture? {
        edges.append(edge)
        guard isReadable, let header else { return nil }
        let long = max(header.width, header.height)
        let now = min(edge, long)
        let sides = [header.width * now / long, header.height * now / long]
        return PaperPicture(
            width: sides[orientation < 5 ? 0 : 1], height: sides[orientation < 5 ? 1 : 0], isSeeThrough: isSeeThrough,
            weight: weight, expects: expects, log: log)
    }

    func turn(_ bytes: [UInt8], orientation: Int, as kind: PictureKind) -> [UInt8]? {
        isReadable ? PaperPicture.file(kind, 200) : nil
    }
}
