import SMMTestSupport

/// Texts that try to break pages and feeds.
enum StrangeText {
    /// Pieces that mean something to HTML, XML, JSON, terminals or file systems.
    static let pieces = [
        "]]>", "<![CDATA[", "<!--", "-->", "<script>alert(1)</script>", "</p>", "</article>", "&", "&amp;", "&#0;",
        "&#x1F;",
        "&nbsp;", "\"", "'", "`", "\\", "\\u0000", "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}[31m", "\u{7F}",
        "\u{85}", "\u{9F}", "\r\n", "\r", "\n", "\n\n", "\t", " ", "  ", "\u{A0}", "\u{AD}", "\u{200B}", "\u{200D}",
        "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{2066}", "\u{2069}", "\u{FEFF}",
        "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{10FFFF}", "\u{E000}", "\u{F8FF}", "e\u{301}",
        "\u{301}", "👩‍👩‍👧‍👦", "🇩🇪", "שלום", "سلام", "日本語", "ก็", "{", "}", "../", "https://x.example/?a=1&b=\"<", "http://",
        "javascript:alert(1)", "word", "Ärger",
    ]

    /// About `count` pieces in a row, with letters from all of Unicode between them.
    static func make(_ count: Int, _ random: inout SeededRandom) -> String {
        var text = ""
        for _ in 0..<count {
            if Int.random(in: 0..<4, using: &random) == 0 {
                text.unicodeScalars.append(scalar(&random))
            } else {
                text += pieces.randomElement(using: &random) ?? ""
            }
        }
        return text
    }

    /// Any scalar but the two signs of a hashtag, whose meaning other tests cover.
    private static func scalar(_ random: inout SeededRandom) -> Unicode.Scalar {
        let top: [UInt32] = [0x7F, 0x7FF, 0xFFFF, 0x10FFFF]
        while true {
            let value = UInt32.random(in: 0...(top.randomElement(using: &random) ?? 0x7F), using: &random)
            if let scalar = Unicode.Scalar(value), scalar != "#", scalar != "\u{FF03}" { return scalar }
        }
    }
}
