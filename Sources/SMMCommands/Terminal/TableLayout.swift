/// Decides which columns of a table are shown and how wide. Pure.
///
/// Where a table does not fit, its flexible columns become narrower first, then values take their short form, then the
/// columns that matter least go, and at last all but the key are cut.
struct TableLayout: Equatable {
    /// The columns shown, by their place in the table.
    private(set) var shown: [Int]
    /// How wide each column of the table is; only those shown count.
    private(set) var widths: [Int]
    /// Whether values stand in their short form.
    private(set) var isShort = false

    /// The least width of a flexible column, and of one that is cut because nothing else helps.
    private static let leastFlexible = 8
    private static let least = 4

    /// The layout of `table` in `width` columns of a terminal; nil means that nothing is cut.
    init(_ table: Table, width: Int?) {
        shown = Array(table.columns.indices)
        widths = Self.natural(table, isShort: false)
        guard let width, !fits(width) else { return }
        if shrunk(table, to: width) { return }
        isShort = true
        let short = Self.natural(table, isShort: true)
        let order = table.columns.indices.filter { table.columns[$0].rank != nil }
            .sorted { (table.columns[$0].rank ?? 0) < (table.columns[$1].rank ?? 0) }
        for gone in -1..<order.count {
            if gone >= 0 { shown.removeAll { $0 == order[gone] } }
            widths = short
            if fits(width) || shrunk(table, to: width) { return }
        }
        guard table.columns.contains(where: \.isKey) else { return }
        shrink(to: width, least: Self.least) { !table.columns[$0].isKey }
    }

    private func fits(_ width: Int) -> Bool { excess(width) <= 0 }

    private func excess(_ width: Int) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1) - width
    }

    /// Narrows the flexible columns; gives whether that was enough.
    private mutating func shrunk(_ table: Table, to width: Int) -> Bool {
        shrink(to: width, least: Self.leastFlexible) { table.columns[$0].isFlexible }
        return fits(width)
    }

    private mutating func shrink(to width: Int, least: Int, where mayShrink: (Int) -> Bool) {
        var excess = excess(width)
        while excess > 0 {
            let wide = shown.filter { mayShrink($0) && widths[$0] > least }
            guard let widest = wide.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
    }

    private static func natural(_ table: Table, isShort: Bool) -> [Int] {
        table.columns.indices.map { index in
            table.rows.reduce(TextWidth.of(table.columns[index].title)) { widest, row in
                max(widest, index < row.count ? TextWidth.of(row[index].text(isShort: isShort)) : 0)
            }
        }
    }
}
