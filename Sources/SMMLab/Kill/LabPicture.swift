/// Small photos, each unlike any other by its bytes.
package enum LabPicture {
    /// A PNG of one pixel as far as its header tells, with the text behind its end.
    package static func png(_ text: String) -> [UInt8] {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]
        let end: [UInt8] = [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
        return signature + header + [0x3A, 0x7E, 0x9B, 0x55] + end + Array(text.utf8)
    }
}
