/// What a command shows to a person, built piece by piece. All text that goes in is made safe for a terminal.
struct Sheet {
    let palette: Palette
    /// Columns of the terminal; nil means that nothing is cut.
    let width: Int?
    private(set) var lines: [String] = []

    init(palette: Palette, width: Int?) {
        self.palette = palette
        self.width = width
    }

    /// The whole page, each line ended.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// A heading.
    mutating func heading(_ text: String) {
        blank()
        lines.append(palette.paint(Printable.line(text), .strong))
    }

    /// One line.
    mutating func line(_ text: String, _ style: Style = .plain) {
        lines.append(palette.paint(Printable.line(text), style))
    }

    /// One line of several cells with a space between.
    mutating func line(_ cells: [Table.Cell]) {
        lines.append(cells.filter { !$0.text.isEmpty }.map { palette.paint($0.text, $0.style) }.joined(separator: " "))
    }

    /// Text of several lines, indented.
    mutating func paragraph(_ text: String, indent: Int = 2) {
        let spaces = String(repeating: " ", count: indent)
        for line in TextWidth.wrap(Printable.text(text), to: max((width ?? 100) - indent, 20)) {
            lines.append(line.isEmpty ? "" : spaces + line)
        }
    }

    /// Names and values, the values below each other; nil and empty values are left out.
    mutating func fields(_ pairs: [(String, String?)]) {
        let present = pairs.filter { !($0.1 ?? "").isEmpty }
        let widest = present.map { TextWidth.of($0.0) }.max() ?? 0
        for (name, value) in present {
            lines.append(
                "\(palette.paint(TextWidth.pad(name, to: widest), .faint))  \(Printable.line(value ?? ""))")
        }
    }

    /// A table; nothing when it has no rows.
    mutating func table(_ table: Table) {
        guard !table.rows.isEmpty else { return }
        lines += table.lines(width: width, palette: palette)
    }

    /// A story.
    mutating func timeline(_ timeline: Timeline) { lines += timeline.lines(width: width, palette: palette) }

    /// Commands that make sense now.
    mutating func next(_ commands: [String]) {
        guard !commands.isEmpty else { return }
        blank()
        for command in commands { lines.append("→ \(palette.paint(Printable.line(command), .accent))") }
    }

    /// An empty line, unless the page is empty or ends with one.
    mutating func blank() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }
}
