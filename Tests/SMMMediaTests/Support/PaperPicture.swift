import SMMMedia

/// A picture of ``PaperCodec``.
final class PaperPicture: DecodedPicture {
    let width: Int
    let height: Int
    private(set) var isSeeThrough: Bool
    private let weight: Int
    private let expects: Bool
    private let log: PaperLog

    init(width: Int, height: Int, isSeeThrough: Bool, weight: Int, expects: Bool, log: PaperLog) {
        self.width = width
        self.height = height
        self.isSeeThrough = isSeeThrough
        self.weight = weight
        self.expects = expects
        self.log = log
    }

    func flatten() -> Bool {
        isSeeThrough = false
        return true
    }

    func expectedBytes(_ kind: PictureKind, quality: Int) -> Int? { expects ? count(quality) : nil }

    func encode(_ kind: PictureKind, quality: Int) -> [UInt8]? {
        log.written.append(count(quality))
        return Self.file(kind, count(quality))
    }

    private func count(_ quality: Int) -> Int { width * height / 1000 * weight * quality / 100 }

    /// A file whose parts are those of its kind, of so many bytes; of an even number, or a WebP would be padded.
    static func file(_ kind: PictureKind, _ count: Int) -> [UInt8] {
        func filling(_ taken: Int) -> [UInt8] { [UInt8](repeating: 0, count: max(0, count - taken)) }
        func big(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        func little(_ value: Int) -> [UInt8] { Array(big(value).reversed()) }
        switch kind {
        case .jpeg: return [0xFF, 0xD8, 0xFF, 0xDA, 0, 2] + filling(8) + [0xFF, 0xD9]
        case .png:
            let data = filling(8 + 25 + 12 + 12)
            return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [UInt8](repeating: 0, count: 13))
                + chunk("IDAT", data) + chunk("IEND", [])
        case .webp:
            let data = filling(20)
            return Array("RIFF".utf8) + little(data.count + 12) + Array("WEBPVP8 ".utf8) + little(data.count) + data
        case .gif: return PictureKind.dot
        }
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
            big(data.count) + Array(name.utf8) + data + [0, 0, 0, 0]
        }
    }
}
