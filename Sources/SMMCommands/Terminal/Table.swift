/// A table for people: columns as wide as they need to be; where the terminal is too narrow, `TableLayout` says what goes.
struct Table {
    /// One column.
    struct Column {
        /// Its heading.
        var title: String
        /// Whether it may be cut when the terminal is too narrow.
        var isFlexible = false
        /// Whether its values are numbers and stand at the right.
        var isNumber = false

        /// When it goes where the terminal is too narrow, the lowest first; one without stays.
        var rank: Int?
        /// Whether it is what a person types to name the row: never cut.
        var isKey = false

        static func text(_ title: String, rank: Int? = nil) -> Column { Column(title: title, rank: rank) }
        static func flexible(_ title: String, rank: Int? = nil) -> Column {
            Column(title: title, isFlexible: true, rank: rank)
        }
        static func number(_ title: String, rank: Int? = nil) -> Column {
            Column(title: title, isNumber: true, rank: rank)
        }
        static func key(_ title: String) -> Column { Column(title: title, isKey: true) }
    }

    /// One value.
    struct Cell: ExpressibleByStringInterpolation {
        /// The neutralised text, in one line.
        var text: String
        /// What it means.
        var style: Style
        /// The same in less room.
        private(set) var short: String?

        /// A value; remote text is made safe here.
        init(_ text: String, _ style: Style = .plain, short: String? = nil) {
            self.text = Printable.line(text)
            self.style = style
            self.short = short.map(Printable.line)
        }

        /// The text, or its short form where there is one.
        ///
        /// - Parameter isCut: whether a text that begins with its short form is cut behind it instead: that says more.
        func text(isShort: Bool, isCut: Bool) -> String {
            guard isShort, let short, !(isCut && text.hasPrefix(short)) else { return text }
            return short
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    var columns: [Column]
    var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// The lines, heading first. A nil `width` means that nothing is cut.
    func lines(width: Int?, palette: Palette) -> [String] {
        let layout = TableLayout(self, width: width)
        let heading = layout.shown.map { index in
            palette.paint(fit(columns[index].title, index, layout), .faint)
        }
        let body = rows.map { row in
            layout.shown.map { index in
                let cell = index < row.count ? row[index] : Cell("")
                let text = cell.text(isShort: layout.isShort, isCut: columns[index].isFlexible)
                return palette.paint(fit(text, index, layout), cell.style)
            }
        }
        return ([heading] + body).map { Self.trimmed($0.joined(separator: "  ")) }
    }

    private func fit(_ text: String, _ index: Int, _ layout: TableLayout) -> String {
        let isLast = index == layout.shown.last
        let cut = TextWidth.cut(text, to: layout.widths[index])
        return isLast && !columns[index].isNumber
            ? cut : TextWidth.pad(cut, to: layout.widths[index], atEnd: !columns[index].isNumber)
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line = line.dropLast() }
        return String(line)
    }
}
