/// Words that begin with a dash and are no options. The parser takes the letters after one dash for short options, so
/// that a text with an `h` anywhere in it would be a request for help, answered as if all were well.
enum DashedWord {
    /// The short flags that may stand together; `-h` stands alone.
    private static let flags: Set<Character> = ["q", "y", "f"]
    /// Options before which a word like that is meant for them.
    private static let texts: Set<String> = ["--alt", "--detail", "--file", "--media", "--name", "--part", "--title"]

    /// Throws a usage failure for the first such word before `--`.
    static func refuse(_ arguments: [String]) throws(CommandFailure) {
        let words = arguments.prefix { $0 != "--" }
        guard let index = words.firstIndex(where: isStray) else { return }
        let word = words[index]
        throw CommandFailure.usage(
            "dash-first", "“\(Quoted.short(word))” begins with a dash, but is no option.",
            allowed: "`--` before a text that begins with a dash, `=` before such a value of an option (--alt=-text), "
                + "or `-` for a text from standard input",
            next: next(arguments, index))
    }

    private static func isStray(_ word: String) -> Bool {
        guard word.hasPrefix("-"), !word.hasPrefix("--") else { return false }
        let letters = word.dropFirst()
        return letters.utf8.count > 1 && !letters.allSatisfy(flags.contains)
    }

    /// The same command with the word where it can only be a text.
    private static func next(_ arguments: [String], _ index: Int) -> String {
        var words = arguments
        let word = words.remove(at: index)
        let isShort = words.reduce(word.utf8.count) { $0 + $1.utf8.count } <= 4 * Quoted.limit
        let mark = words.firstIndex(of: "--")
        guard index == 0 || !texts.contains(words[index - 1]) else {
            words[index - 1] += "=" + (isShort ? word : "TEXT")
            return "smmctl " + words.map(Shell.quote).joined(separator: " ")
        }
        words.insert(contentsOf: mark == nil ? ["--", word] : [word], at: mark.map { $0 + 1 } ?? words.endIndex)
        return "smmctl " + (isShort ? words : arguments.prefix(index) + ["-"]).map(Shell.quote).joined(separator: " ")
    }
}
