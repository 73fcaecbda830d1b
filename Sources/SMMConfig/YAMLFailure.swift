import Yams

/// Puts the YAML parser's failures into this house's words.
enum YAMLFailure {
    static func errors(_ error: any Error, text: String, file: String) -> [ConfigurationError] {
        guard let error = error as? YamlError else {
            return [ConfigurationError(.syntax, start(file), "The file cannot be read as YAML.")]
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return [syntax(context?.text, problem, mark, text: text, file: file)]
        case .duplicatedKeysInMapping(let duplicates, let context):
            return duplicates.sorted().map { duplicate($0, context.mark, text: text, file: file) }
        case .reader(let problem, let offset, _, _):
            return [ConfigurationError(.syntax, position(offset, text, file), "This is not text: \(problem).")]
        default:
            return [ConfigurationError(.syntax, start(file), "The file cannot be read as YAML.")]
        }
    }

    private static func syntax(
        _ context: String?, _ problem: String, _ mark: Mark, text: String, file: String
    ) -> ConfigurationError {
        let position = SourcePosition(file: file, line: max(1, mark.line), column: max(1, mark.column))
        let lines = lines(text)
        let line = mark.line >= 1 && mark.line <= lines.count ? lines[mark.line - 1] : ""
        if line.utf8.prefix(while: { $0 == 0x20 || $0 == 0x09 }).contains(0x09) {
            return ConfigurationError(
                .syntax, position, "The line is indented with a tab, which YAML does not allow.", allowed: "spaces")
        }
        let whole = context.map { "\($0), \(problem)" } ?? problem
        return ConfigurationError(.syntax, position, "This is not valid YAML: \(whole).")
    }

    /// The parser names the first of the two places for one of the keys only: the second is looked up in the text.
    private static func duplicate(_ key: String, _ mark: Mark, text: String, file: String) -> ConfigurationError {
        let lines = lines(text)
        var places: [Int] = []
        for (index, line) in lines.enumerated() where index + 1 >= mark.line {
            let indent = line.utf8.prefix { $0 == 0x20 }.count
            let rest = line.dropFirst(indent)
            guard indent + 1 == mark.column, rest.hasPrefix("\(key):") else { continue }
            places.append(index + 1)
        }
        let second = places.count > 1 ? places[1] : mark.line
        let earlier = places.count > 1 ? ", first in line \(places[0])," : ""
        return ConfigurationError(
            .duplicateKey, SourcePosition(file: file, line: max(1, second), column: max(1, mark.column)), key: key,
            "The key stands twice in one section\(earlier) and only one can hold.")
    }

    private static func position(_ offset: Int?, _ text: String, _ file: String) -> SourcePosition {
        guard let offset else { return start(file) }
        let before = text.prefix(max(0, offset))
        let line = before.utf8.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: "\n").map { before[...$0].count } ?? 0) + 1
        return SourcePosition(file: file, line: line, column: column)
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    private static func start(_ file: String) -> SourcePosition { SourcePosition(file: file, line: 1, column: 1) }
}
