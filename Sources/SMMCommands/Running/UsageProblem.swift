import SMMModel

/// Turns what the argument parser says of a command line into a problem like any other.
enum UsageProblem {
    /// The parser's message (`Error: …`, `Help:  …`, `Usage: …`, `  See '… --help' for more information.`) as a problem:
    /// what is wrong, what is allowed, what to type next.
    static func read(_ message: String) -> Problem {
        var what: [Substring] = []
        var usage: [Substring] = []
        var next: Substring?
        for line in message.split(separator: "\n") {
            let text = line.drop { $0 == " " }
            if let help = command(in: text) {
                next = help
            } else if text.lowercased().hasPrefix("usage: ") {
                usage.append(text.dropFirst(7))
            } else if !usage.isEmpty {
                usage.append(text)
            } else if text.hasPrefix("Error: ") {
                what.append(text.dropFirst(7))
            } else {
                what.append(text.hasPrefix("Help:") ? text.dropFirst(5).drop { $0 == " " } : text)
            }
        }
        return Problem(
            Problem.Code("usage"), status: 0, what.map(short).joined(separator: "\n  "),
            allowed: usage.isEmpty ? nil : usage.joined(separator: " "), next: next.map(String.init))
    }

    /// The parser repeats a value whole, however long it is, and says what is wrong with it before and after it.
    private static func short(_ line: Substring) -> String {
        guard line.utf8.count > 5 * Quoted.limit else { return String(line) }
        return "\(line.prefix(3 * Quoted.limit)) … \(line.suffix(Quoted.limit))"
    }

    /// The command in `See 'smmctl post --help' for more information.`
    private static func command(in line: Substring) -> Substring? {
        guard line.hasPrefix("See '"), let end = line.lastIndex(of: "'"), end > line.index(line.startIndex, offsetBy: 4)
        else { return nil }
        return line[line.index(line.startIndex, offsetBy: 5)..<end]
    }
}
