/// A story in the order of time: one instant a line, who did it, what happened, further words indented below.
struct Timeline {
    /// One thing that happened.
    struct Entry {
        /// The date on the clock of the brand.
        var date: String
        /// The time of day.
        var clock: String
        /// What it looks like at the left.
        var mark: Table.Cell
        /// What happened.
        var text: String
        /// Further words.
        var detail: String?
    }

    var entries: [Entry] = []

    /// The lines; a date stands once, above what happened on it.
    func lines(width: Int?, palette: Palette) -> [String] {
        let columns = (width ?? 100) - 16
        var lines: [String] = []
        var date = ""
        for entry in entries {
            if entry.date != date {
                date = entry.date
                lines.append(palette.paint(Printable.line(date), .strong))
            }
            let bar = palette.isUnicode ? "│" : "|"
            let wrapped = TextWidth.wrap(Printable.line(entry.text), to: max(columns, 20))
            let clock = TextWidth.pad(Printable.line(entry.clock), to: 9, atEnd: false)
            let mark = palette.paint(entry.mark.text, entry.mark.style)
            lines.append("\(palette.paint(clock, .faint)) \(mark) \(wrapped.first ?? "")")
            for rest in wrapped.dropFirst() { lines.append("          \(bar) \(rest)") }
            guard let detail = entry.detail, !detail.isEmpty else { continue }
            for rest in TextWidth.wrap(Printable.line(detail), to: max(columns, 20)) {
                lines.append("          \(bar) \(palette.paint(rest, .faint))")
            }
        }
        return lines
    }
}
