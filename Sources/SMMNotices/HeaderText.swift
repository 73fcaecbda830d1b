import FoundationEssentials

/// Free text in a mail header (RFC 2047).
enum HeaderText {
    /// The most bytes in one encoded word: 75 characters less `=?utf-8?B?` and `?=`, in groups of four for three.
    private static let bytesPerWord = 45

    /// `Name: text`, as it is when short plain ASCII, else in encoded words on lines of their own.
    static func header(_ name: String, _ text: String) -> String {
        let plain = "\(name): \(text)"
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !text.contains("=?")
        if isPlain && plain.utf8.count <= 78 { return plain }
        let words = chunks(text).map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
        return "\(name): " + words.joined(separator: "\n ")
    }

    /// The text's bytes in pieces that each hold whole characters, since a word is decoded by itself.
    private static func chunks(_ text: String) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            if chunk.count + bytes.count > bytesPerWord {
                chunks.append(chunk)
                chunk = []
            }
            chunk += bytes
        }
        return chunk.isEmpty ? chunks : chunks + [chunk]
    }
}
