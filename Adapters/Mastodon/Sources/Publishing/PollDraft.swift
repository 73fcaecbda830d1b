import SMMModel

/// A poll as the options of a post say it.
struct PollDraft: Sendable, Hashable {
    /// The choices in order, blanks at their ends removed.
    var choices: [String]
    /// How long it is open in seconds; nil where the option does not say it readably.
    var seconds: Int?
    var isMultiple: Bool
    var hidesTotals: Bool

    /// The poll; nil when the options have none.
    init?(_ options: [String: String]) {
        guard let text = options[MastodonManifest.Option.poll] else { return nil }
        choices = text.split(whereSeparator: \.isNewline).map { Self.trimmed($0) }.filter { !$0.isEmpty }
        seconds = Self.seconds(options[MastodonManifest.Option.pollDuration] ?? "1d")
        isMultiple = options[MastodonManifest.Option.pollMultiple] == "true"
        hidesTotals = options[MastodonManifest.Option.pollHideTotals] == "true"
    }

    /// The parameter of a status.
    var json: JSONValue {
        .object([
            "options": .array(choices.map(JSONValue.string)), "expires_in": .whole(Int64(seconds ?? 86_400)),
            "multiple": .bool(isMultiple), "hide_totals": .bool(hidesTotals),
        ])
    }

    /// Whole seconds, or a number with `s`, `m`, `h` or `d`; nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? Substring(text) : text.dropLast()
        guard (1...9).contains(digits.utf8.count), let number = Int(digits), number > 0 else { return nil }
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        return overflow ? nil : seconds
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
