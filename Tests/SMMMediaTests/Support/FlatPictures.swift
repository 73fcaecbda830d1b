import SMMLab

/// Whole pictures of one colour, of every form that cameras and programs write, by the simplest of encoders.
enum FlatPictures {
    /// A baseline JPEG of middle grey. Every block is one constant, and each of the two tables has one code, of one bit, so
    /// that eight blocks are a byte of zeros (ITU-T T.81, annexes B and F).
    ///
    /// - Parameter components: 1 for grey, 3 for YCbCr, 4 for CMYK.
    static func jpeg(width: Int, height: Int, components: Int = 3) -> [UInt8] {
        func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
        }
        let ids = (1...components).map { UInt8($0) }
        let size: [UInt8] = [height, width].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let kinds: [UInt8] = ids.flatMap { [$0, 0x11, 0] as [UInt8] }
        let frame: [UInt8] = [8] + size + [UInt8(components)] + kinds
        let table: [UInt8] = [1] + [UInt8](repeating: 0, count: 15) + [0]
        let tables: [UInt8] = ids.flatMap { [$0, 0] as [UInt8] }
        let scan: [UInt8] = [UInt8(components)] + tables + [0, 63, 0]
        let blocks = ((width + 7) / 8) * ((height + 7) / 8) * components
        // Two bits for each block.
        let data = [UInt8](repeating: 0, count: (2 * blocks + 7) / 8)
        return [0xFF, 0xD8] + segment(0xDB, [0] + [UInt8](repeating: 1, count: 64)) + segment(0xC0, frame)
            + segment(0xC4, [0x00] + table) + segment(0xC4, [0x10] + table) + segment(0xDA, scan) + data + [0xFF, 0xD9]
    }

    /// What a PNG's points are.
    enum PNGForm: UInt8, CaseIterable {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6

        var bands: Int { [.grey: 1, .rgb: 3, .palette: 1, .greyAlpha: 2, .rgba: 4][self] ?? 1 }
    }

    /// A PNG in which each point differs from its neighbour.
    static func png(width: Int, height: Int, _ form: PNGForm, bits: Int = 8) -> [UInt8] {
        let line = width * form.bands * bits / 8
        var raw: [UInt8] = []
        for row in 0..<height { raw += [0] + (0..<line).map { UInt8(truncatingIfNeeded: ($0 * 5 + row * 3) % 64) } }
        let size = big(width) + big(height)
        let palette = form == .palette ? LabPicture.chunk("PLTE", (0..<192).map { UInt8($0) }) : []
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + LabPicture.chunk("IHDR", size + [UInt8(bits), form.rawValue, 0, 0, 0]) + palette
            + LabPicture.chunk("IDAT", LabPicture.stored(raw)) + LabPicture.chunk("IEND", [])
    }

    /// A WebP of chunks: their length, and padding where it is odd.
    static func webp(_ chunks: [(name: String, content: [UInt8])]) -> [UInt8] {
        let body = chunks.flatMap { riff($0.name, $0.content) }
        return Array("RIFF".utf8) + little(body.count + 4, 4) + Array("WEBP".utf8) + body
    }

    /// The picture's chunk of a WebP that has one only.
    static func picture(ofWebP webp: [UInt8]) -> (name: String, content: [UInt8]) {
        // libvips writes a header of several chunks before it.
        let start = webp.firstRange(of: Array("VP8 ".utf8))?.lowerBound ?? 12
        let count = webp[start + 4..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return ("VP8 ", Array(webp[start + 8..<start + 8 + count]))
    }

    /// The header of a WebP of several chunks.
    static func extended(width: Int, height: Int, flags: UInt8) -> (name: String, content: [UInt8]) {
        ("VP8X", [flags, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3))
    }

    /// A frame of a WebP that moves, shown for a tenth of a second.
    static func frame(_ picture: (name: String, content: [UInt8]), width: Int, height: Int) -> (String, [UInt8]) {
        let place = [UInt8](repeating: 0, count: 6)
        let head: [UInt8] = place + little(width - 1, 3) + little(height - 1, 3) + [100, 0, 0, 0]
        return ("ANMF", head + riff(picture.name, picture.content))
    }

    private static func riff(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(content.count, 4) + content + (content.count % 2 == 1 ? [0] : [])
    }

    private static func big(_ value: Int) -> [UInt8] { little(value, 4).reversed() }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
