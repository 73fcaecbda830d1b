import SMMAPI
import SMMModel

/// A problem in words: what happened and why, what was given, what is allowed, what to do next.
enum ProblemText {
    /// The lines for a person.
    static func lines(_ problem: Problem, palette: Palette, isFirst: Bool = true) -> [String] {
        var lines = [
            (isFirst ? palette.paint("smmctl:", .bad) + " " : "- ") + Printable.text(problem.message)
        ]
        let indent = isFirst ? "  " : "    "
        func add(_ name: String, _ value: String?, _ style: Style = .plain) {
            guard let value, !value.isEmpty else { return }
            lines.append(indent + palette.paint(name, .faint) + " " + palette.paint(Printable.line(value), style))
        }
        add("given:  ", problem.given)
        add("allowed:", problem.allowed)
        add("next:   ", problem.next, .accent)
        for other in problem.others { lines += Self.lines(other, palette: palette, isFirst: false).map { "  " + $0 } }
        return lines
    }

    /// The problem as problem+json.
    static func json(_ problem: Problem) -> String {
        guard let data = try? WireJSON.encode(ProblemDocument(problem)) else { return "{}" }
        return JSONText.pretty(Array(data))
    }
}
