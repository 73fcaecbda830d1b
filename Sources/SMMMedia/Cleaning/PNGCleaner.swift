import SMMModel

/// Copies of a PNG the chunks that say how its points look and how it moves (PNG, third edition).
enum PNGCleaner {
    /// Chunks of 8 KiB make a picture of 800 MB.
    private static let maximumChunks = 100_000
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sRGB", "sBIT", "bKGD", "pHYs", "cICP", "mDCV",
        "cLLI", "acTL", "fcTL", "fdAT",
    ]
    private static let texts: Set<String> = ["tEXt", "zTXt", "iTXt"]

    static func clean(_ bytes: [UInt8]) -> CleanedPicture? {
        let signature = PictureKind.pngSignature
        guard bytes.starts(with: signature) else { return nil }
        var result = CleanedPicture(bytes: [], isLossless: true)
        result.bytes.reserveCapacity(bytes.count)
        result.bytes += signature
        var place = signature.count
        var hasData = false
        for number in 0..<maximumChunks {
            let fields = ByteFields(bytes[place...])
            guard let length = fields.big32(0), fields.count >= 12, length <= fields.count - 12 else { return nil }
            let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            let content = bytes[place + 8..<place + 8 + length]
            let end = place + 12 + length
            guard (number == 0) == (name == "IHDR") else { return nil }
            if kept.contains(name) {
                result.bytes += bytes[place..<end]
                if name == "IDAT" { hasData = true }
                if name == "acTL" {
                    // Numbers have 31 bits, and none is no animation (PNG, third edition, 7.1 and 11.3.5.1).
                    guard let count = ByteFields(content).big32(0), (1...Int(Int32.max)).contains(count) else {
                        return nil
                    }
                    result.frames = count
                }
            } else {
                look(at: name, content, into: &result)
            }
            place = end
            guard name != "IEND" else {
                if place < bytes.count { result.traces.insert(.trailing) }
                return hasData ? result : nil
            }
        }
        return nil
    }

    private static func look(at name: String, _ content: ArraySlice<UInt8>, into result: inout CleanedPicture) {
        if name == "eXIf" {
            let look = ExifLook(content)
            result.traces.formUnion(look.traces)
            result.orientation = look.orientation
            if look.orientation != 1 { result.traces.insert(.turned) }
        } else if name == "iTXt", ByteFields(content).has("XML:com.adobe.xmp", at: 0) {
            result.traces.insert(.xmp)
        } else {
            result.traces.insert(texts.contains(name) ? .text : .other)
        }
    }
}
