import SMMAPI
import SMMTime

/// Weekly times as people type them: `mon-fri 09:30`, `sat,sun 11:00 6pm`, `daily noon`.
enum SlotGrammar {
    /// What may stand there.
    static let allowed =
        "days (mon-fri, sat,sun, daily, weekdays, weekends) and times (\(ClockReader.forms.joined(separator: ", ")))"

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
        let words = line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" })
        var index = 0
        while index < words.count {
            let word = words[index]
            if let (time, count) = try time(words, at: index, whole: whole) {
                times.append(time)
                index += count
            } else if times.isEmpty, let more = self.days(word) {
                days += more
                index += 1
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

    /// The time of day in the words from `index` on, as `09:05`, and how many words it took; nil for what is none.
    private static func time(
        _ words: [Substring], at index: Int, whole: String
    ) throws(CommandFailure) -> (time: String, count: Int)? {
        // `9 am` is one time.
        let count = words.indices.contains(index + 1) && ["am", "pm"].contains(words[index + 1].lowercased()) ? 2 : 1
        let text = words[index..<index + count].joined(separator: " ")
        switch ClockReader.read(text.lowercased()) {
        case .clock(let clock):
            guard clock.minuteOfDay != nil else { throw invalid(whole, "A weekly time has no seconds.") }
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return ("\(two(clock.hour)):\(two(clock.minute))", count)
        case .impossible(let reason): throw invalid(whole, "“\(text)”: \(reason).")
        case .other: return nil
        }
    }

    private static func invalid(_ text: String, _ why: String) -> CommandFailure {
        CommandFailure.usage(
            "slot-invalid", "This is not a weekly time. \(why)", given: text, allowed: allowed,
            next: "smmctl slot set ACCOUNT \"mon-fri 09:30\"")
    }
}
