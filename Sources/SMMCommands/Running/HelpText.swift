/// The parser's help, put in the order a reader wants: what the command takes first, what every command takes last.
enum HelpText {
    /// What every command takes, as the parser writes it into each usage line.
    private static let common =
        " [--socket <path>] [--host <address>] [--brand <name>] [--format <table|json>] [--quiet] [--yes]"

    /// `help` with the common options at its end and a usage line that leaves them out.
    static func ordered(_ help: String, columns: Int) -> String {
        var blocks: [[Substring]] = [[]]
        let text = usage(help, columns: columns)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
        }
        let isCommon = { (block: [Substring]) in block.first == "COMMON OPTIONS:" }
        guard let common = blocks.first(where: isCommon) else { return text }
        var others = blocks.filter { !isCommon($0) }
        while others.last?.isEmpty == true { others.removeLast() }
        return (others + [common]).map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// `text` with its usage line shortened and wrapped.
    static func usage(_ text: String, columns: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.lowercased().hasPrefix("usage: ") else { return String(line) }
            let short = line.split(separator: common, omittingEmptySubsequences: false).joined()
            return wrapped(short, columns: columns)
        }.joined(separator: "\n")
    }

    /// A usage line broken before an option or argument, never within one.
    private static func wrapped(_ line: String, columns: Int) -> String {
        var lines = [""]
        var depth = 0
        var word = ""
        for character in line + " " {
            if character == "[" || character == "<" || character == "(" { depth += 1 }
            if character == "]" || character == ">" || character == ")" { depth -= 1 }
            guard character == " ", depth <= 0 else {
                word.append(character)
                continue
            }
            let last = lines[lines.count - 1]
            if !last.isEmpty, TextWidth.of(last) + 1 + TextWidth.of(word) > columns {
                lines.append("         " + word)
            } else {
                lines[lines.count - 1] += last.isEmpty ? word : " " + word
            }
            word = ""
        }
        return lines.joined(separator: "\n")
    }
}
