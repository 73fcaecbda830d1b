/// Decides which columns of a table are shown and how wide. Pure.
///
/// Where a table does not fit, columns that say nothing go first. Then its flexible columns become narrower as far as
/// they stay readable, values take their short form, flexible columns become as narrow as may be, the columns that matter
/// least go, and at last all but the key are cut.
struct TableLayout: Equatable {
    /// The columns shown, by their place in the table.
    private(set) var shown: [Int]
    /// How wide each column of the table is; only those shown count.
    private(set) var widths: [Int]
    /// Whether values stand in their short form.
    private(set) var isShort = false

    /// The least width of a flexible column while values stand in their long form, that of one afterwards, and that of
    /// any column that is cut because nothing else helps.
    private static let readable = 24
    private static let leastFlexible = 8
    private static let least = 4

    /// The layout of `table` in `width` columns of a terminal; nil means that nothing is cut.
    init(_ table: Table, width: Int?) {
        shown = Array(table.columns.indices)
        widths = Self.natural(table, isShort: false)
        guard let width, !fits(width) else { return }
        shown.removeAll { index in
            !table.columns[index].isKey && table.rows.allSatisfy { index >= $0.count || $0[index].text.isEmpty }
        }
        if shrunk(table, to: width, least: { _ in Self.readable }) { return }
        isShort = true
        let short = Self.natural(table, isShort: true)
        let order = table.columns.indices.filter { table.columns[$0].rank != nil }
            .sorted { (table.columns[$0].rank ?? 0) < (table.columns[$1].rank ?? 0) }
        for gone in -1..<order.count {
            if gone >= 0 { shown.removeAll { $0 == order[gone] } }
            widths = short
            if shrunk(table, to: width, least: { Self.leastShort(table, $0) }) { return }
        }
        guard table.columns.contains(where: \.isKey) else { return }
        shrink(to: width) { table.columns[$0].isFlexible ? Self.least : nil }
        shrink(to: width) { table.columns[$0].isKey ? nil : Self.least }
    }

    private func fits(_ width: Int) -> Bool { excess(width) <= 0 }

    private func excess(_ width: Int) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1) - width
    }

    /// Narrows the flexible columns; gives whether that was enough.
    private mutating func shrunk(_ table: Table, to width: Int, least: (Int) -> Int) -> Bool {
        shrink(to: width) { table.columns[$0].isFlexible ? least($0) : nil }
        return fits(width)
    }

    /// - Parameter least: how narrow a column may become; nil for one that keeps its width.
    private mutating func shrink(to width: Int, least: (Int) -> Int?) {
        var excess = excess(width)
        while excess > 0 {
            let wide = shown.filter { index in least(index).map { widths[index] > $0 } ?? false }
            guard let widest = wide.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
    }

    /// A short form is what must be read whole, such as an id.
    private static func leastShort(_ table: Table, _ index: Int) -> Int {
        table.rows.reduce(leastFlexible) { least, row in
            guard index < row.count, let short = row[index].short else { return least }
            // What is cut behind it ends in a mark.
            let isCut = table.columns[index].isFlexible && row[index].text != short && row[index].text.hasPrefix(short)
            return max(least, TextWidth.of(short) + (isCut ? 1 : 0))
        }
    }

    private static func natural(_ table: Table, isShort: Bool) -> [Int] {
        table.columns.indices.map { index in
            let column = table.columns[index]
            return table.rows.reduce(TextWidth.of(column.title)) { widest, row in
                guard index < row.count else { return widest }
                return max(widest, TextWidth.of(row[index].text(isShort: isShort, isCut: column.isFlexible)))
            }
        }
    }
}
