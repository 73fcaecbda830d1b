/// A plot one line high.
enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One bar for each count; nothing at all is a dot. Where Unicode is not known, digits (9 stands for more too).
    static func draw(_ counts: [Int], isUnicode: Bool = true) -> String {
        let most = max(counts.max() ?? 0, 1)
        return String(
            counts.map { count -> Character in
                guard count > 0 else { return isUnicode ? "·" : "." }
                guard isUnicode else { return Character("\(min(count, 9))") }
                return bars[min(bars.count - 1, (count * bars.count - 1) / most)]
            })
    }
}
