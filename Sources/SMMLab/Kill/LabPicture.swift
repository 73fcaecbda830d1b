/// Small photos, each unlike any other by its bytes.
package enum LabPicture {
    /// A PNG of one line of grey points, which are the text's bytes: clean, so that it goes out as it is.
    package static func png(_ text: String) -> [UInt8] {
        let points = text.isEmpty ? [0] : Array(text.utf8)
        return signature
            + chunk("IHDR", [points.count, 1].flatMap(bigEndian) + [8, 0, 0, 0, 0])
            + chunk("IDAT", stored([0] + points)) + chunk("IEND", [])
    }

    /// How every PNG begins.
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
}
