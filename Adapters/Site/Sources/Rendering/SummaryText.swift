/// Cuts long texts where a reader would.
enum SummaryText {
    /// The beginning of a text of at most `bytes` bytes of UTF-8: whole paragraphs where they fill half of it, else
    /// whole words; the text itself when it fits.
    static func cut(_ text: String, _ bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: bytes)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        let head = text[..<end]
        let half = text.utf8.index(text.utf8.startIndex, offsetBy: bytes / 2)
        if let line = head.lastIndex(of: "\n"), line > half { return Clean.text(String(head[..<line])) }
        guard let space = head.lastIndex(where: \.isWhitespace), space > half else { return String(head) + "…" }
        return Clean.text(String(head[..<space])) + " …"
    }

    /// What an entry is called where a title must stand: its title, its first words, or its date.
    static func title(_ entry: SiteEntry, _ dates: DateText, _ length: Int) -> String {
        guard let part = entry.visibleParts.first else { return dates.day(entry.published) }
        if let title = part.title { return title }
        let firstLine = part.text.split(separator: "\n", maxSplits: 1).first ?? ""
        let excerpt = Clean.excerpt(String(firstLine), length)
        return excerpt.isEmpty ? dates.day(entry.published) : excerpt
    }
}
