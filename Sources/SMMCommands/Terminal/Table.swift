/// A table for people: columns as wide as they need to be, the flexible ones cut where the terminal ends.
struct Table {
    /// One column.
    struct Column {
        /// Its heading.
        var title: String
        /// Whether it may be cut when the terminal is too narrow.
        var isFlexible = false
        /// Whether its values are numbers and stand at the right.
        var isNumber = false

        static func text(_ title: String) -> Column { Column(title: title) }
        static func flexible(_ title: String) -> Column { Column(title: title, isFlexible: true) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    /// One value.
    struct Cell: ExpressibleByStringInterpolation {
        /// The neutralised text, in one line.
        var text: String
        /// What it means.
        var style: Style

        /// A value; remote text is made safe here.
        init(_ text: String, _ style: Style = .plain) {
            self.text = Printable.line(text)
            self.style = style
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    var columns: [Column]
    var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// The lines, heading first. A nil `width` means that nothing is cut.
    func lines(width: Int?, palette: Palette) -> [String] {
        let widths = layout(width)
        let heading = columns.indices.map { index in
            palette.paint(fit(columns[index].title, index, widths), .faint)
        }
        let body = rows.map { row in
            columns.indices.map { index in
                let cell = index < row.count ? row[index] : Cell("")
                return palette.paint(fit(cell.text, index, widths), cell.style)
            }
        }
        return ([heading] + body).map { Self.trimmed($0.joined(separator: "  ")) }
    }

    private func fit(_ text: String, _ index: Int, _ widths: [Int]) -> String {
        let isLast = index == columns.count - 1
        let cut = TextWidth.cut(text, to: widths[index])
        return isLast && !columns[index].isNumber
            ? cut : TextWidth.pad(cut, to: widths[index], atEnd: !columns[index].isNumber)
    }

    private func layout(_ width: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(TextWidth.of(columns[index].title)) { widest, row in
                max(widest, index < row.count ? TextWidth.of(row[index].text) : 0)
            }
        }
        guard let width else { return widths }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 8 }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line = line.dropLast() }
        return String(line)
    }
}
