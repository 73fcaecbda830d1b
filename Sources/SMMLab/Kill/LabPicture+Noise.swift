import SMMTestSupport

extension LabPicture {
    /// A PNG of random colours, which nothing can make smaller but fewer or coarser pixels. It takes a little more than
    /// three bytes a pixel, four with `alpha`.
    package static func noise(width: Int, height: Int, alpha: Bool = false, seed: UInt64 = 1) -> [UInt8] {
        let line = width * (alpha ? 4 : 3)
        var random = SeededRandom(seed: seed)
        var raw: [UInt8] = []
        raw.reserveCapacity((line + 1) * height + 8)
        for _ in 0..<height {
            // No filter; then colours, eight at a time.
            raw.append(0)
            let end = raw.count + line
            while raw.count < end { withUnsafeBytes(of: random.next()) { raw.append(contentsOf: $0) } }
            raw.removeLast(raw.count - end)
        }
        let size = [width, height].flatMap(bigEndian)
        return signature + chunk("IHDR", size + [8, alpha ? 6 : 2, 0, 0, 0]) + chunk("IDAT", stored(raw))
            + chunk("IEND", [])
    }

    /// A PNG of one pixel, of one byte of grey or three of colour.
    package static func dot(_ colour: [UInt8]) -> [UInt8] {
        signature + chunk("IHDR", [1, 1].flatMap(bigEndian) + [8, colour.count == 1 ? 0 : 2, 0, 0, 0])
            + chunk("IDAT", stored([0] + colour)) + chunk("IEND", [])
    }

    /// A PNG whose header says more than the file holds.
    package static func bomb(width: Int, height: Int) -> [UInt8] {
        let size = [width, height].flatMap(bigEndian)
        return signature + chunk("IHDR", size + [8, 2, 0, 0, 0]) + chunk("IDAT", stored([0, 0, 0, 0]))
            + chunk("IEND", [])
    }

    /// A chunk with its length and its sum.
    package static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(crc(body)))
    }

    /// Four bytes.
    static func bigEndian(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    /// A zlib stream of blocks that are not compressed (RFC 1950, RFC 1951 section 3.2.4).
    package static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: bytes.count, by: 65_535) {
            let count = min(65_535, bytes.count - start)
            stream.append(start + count == bytes.count ? 1 : 0)
            for value in [count, ~count] {
                stream += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
            }
            stream += bytes[start..<start + count]
        }
        return stream + bigEndian(adler(bytes))
    }

    private static func adler(_ bytes: [UInt8]) -> Int {
        var low = 1
        var high = 0
        bytes.withUnsafeBufferPointer { bytes in
            for byte in bytes {
                low = (low + Int(byte)) % 65_521
                high = (high + low) % 65_521
            }
        }
        return high << 16 | low
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        let table = self.table
        return ~bytes.withUnsafeBufferPointer { bytes in
            table.withUnsafeBufferPointer { table in
                bytes.reduce(~0) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
            }
        }
    }
}
