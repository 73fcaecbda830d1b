import SMMAPI
import SMMTime

/// Weekly times as people type them: `mon-fri 09:30`, `sat,sun 11:00 18:00`, `daily 8:15`.
enum SlotGrammar {
    /// What may stand there.
    static let allowed = "days and times: mon-fri 09:30 · sat,sun 11:00 18:00 · daily 8:15 · weekdays · weekends"

    /// The slots of all `texts`, in the order of the week, each once. Throws a usage failure that shows the grammar.
    static func read(_ texts: [String]) throws(CommandFailure) -> [SlotTime] {
        var found: Set<SlotTime> = []
        for text in texts {
            for line in text.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
                found.formUnion(try readOne(line, whole: text))
            }
        }
        return found.sorted { ($0.weekday, $0.time) < ($1.weekday, $1.time) }
    }

    private static func readOne(_ line: Substring, whole: String) throws(CommandFailure) -> [SlotTime] {
        var days: [Int] = []
        var times: [String] = []
        for word in line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }) {
            if let time = time(word) {
                times.append(time)
            } else if times.isEmpty, let more = self.days(word) {
                days += more
            } else {
                throw invalid(whole, "“\(word)” is neither a day nor a time of day here.")
            }
        }
        guard !days.isEmpty else { throw invalid(whole, "It names no day.") }
        guard !times.isEmpty else { throw invalid(whole, "It names no time of day.") }
        return days.flatMap { day in times.map { SlotTime(weekday: day, time: $0) } }
    }

    private static func days(_ word: Substring) -> [Int]? {
        switch word.lowercased() {
        case "daily", "everyday": return Array(1...7)
        case "weekdays", "workdays": return Array(1...5)
        case "weekends", "weekend": return [6, 7]
        default: break
        }
        let ends = word.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = ends.first.flatMap({ Weekday(name: $0) }),
            let last = ends.last.flatMap({ Weekday(name: $0) })
        else { return nil }
        // `fri-mon` goes over the end of the week.
        let length = (last.rawValue - first.rawValue + 7) % 7
        return (0...length).map { (first.rawValue - 1 + $0) % 7 + 1 }
    }

    /// `9:05` becomes `09:05`; nil for what is no time of day.
    private static func time(_ word: Substring) -> String? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return (parts[0].utf8.count == 1 ? "0" : "") + word
    }

    private static func invalid(_ text: String, _ why: String) -> CommandFailure {
        CommandFailure.usage(
            "slot-invalid", "This is not a weekly time. \(why)", given: text, allowed: allowed,
            next: "smmctl slot set ACCOUNT \"mon-fri 09:30\"")
    }
}
