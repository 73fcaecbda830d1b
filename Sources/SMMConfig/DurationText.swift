import SMMModel

/// Spans of time as configuration writes them: `250ms`, `180s`, `2h`, `5d`, `1h30m`.
enum DurationText {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000),
    ]

    /// Reads a span; nil when the text is none. `0` needs no unit.
    static func parse(_ text: String) -> Milliseconds? {
        if text == "0" { return .zero }
        var rest = Substring(text)
        var total: Int64 = 0
        var last = Int64.max
        while !rest.isEmpty {
            guard let (number, unit) = UnitText.next(&rest),
                let size = units.first(where: { $0.name == unit })?.milliseconds, size < last
            else { return nil }
            last = size
            let (product, overflow) = number.multipliedReportingOverflow(by: size)
            let (sum, overflow2) = total.addingReportingOverflow(product)
            guard !overflow, !overflow2 else { return nil }
            total = sum
        }
        return text.isEmpty ? nil : Milliseconds(count: total)
    }

    /// Writes a span in the largest unit that needs no second one; days only from two on.
    static func format(_ span: Milliseconds) -> String {
        let count = span.count
        if count == 0 { return "0s" }
        for unit in units.dropLast().reversed() where count % unit.milliseconds == 0 {
            let number = count / unit.milliseconds
            if number >= 2 || unit.name == "h" || unit.name == "s" || unit.name == "ms" {
                return "\(number)\(unit.name)"
            }
        }
        return "\(count)ms"
    }
}
