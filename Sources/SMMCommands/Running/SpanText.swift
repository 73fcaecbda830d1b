/// Spans of time as people type them: `90s`, `15m`, `2h`, `1d`, `1h30m`.
enum SpanText {
    /// What may stand there.
    static let allowed = "a number with s, m, h or d: 90s, 15m, 2h, 1h30m, 1d"

    /// The seconds; nil when the text is no span, or longer than 366 days.
    static func seconds(_ text: String) -> Int? {
        var total = 0
        var digits = ""
        var last = Int.max
        for character in text {
            if character.isASCII, character.isWholeNumber {
                digits.append(character)
                continue
            }
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
            guard let unit = units[character], unit < last, digits.utf8.count <= 8, let count = Int(digits) else {
                return nil
            }
            last = unit
            digits = ""
            total += count * unit  // at most 10^8 days of seconds four times: far from overflow
        }
        return digits.isEmpty && last != .max && total <= 366 * 86_400 ? total : nil
    }
}
