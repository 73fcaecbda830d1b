/// The parser's help, put in the order a reader wants: what the command takes first, what every command takes last.
enum HelpText {
    /// `help` with the common options at its end.
    static func ordered(_ help: String) -> String {
        var blocks: [[Substring]] = [[]]
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
        }
        let isCommon = { (block: [Substring]) in block.first == "COMMON OPTIONS:" }
        guard let common = blocks.first(where: isCommon) else { return help }
        var others = blocks.filter { !isCommon($0) }
        while others.last?.isEmpty == true { others.removeLast() }
        return (others + [common]).map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }
}
