/// What follows the host of a web address: port, path and query.
struct URLTail {
    /// Where the address ends, in code points.
    let end: Int
    /// Whether there is a path.
    let hasPath: Bool

    /// The tail that begins where a host ends.
    init(in text: ScalarReader, from start: Int, dialect: URLDialect) {
        var end = start
        if text[end] == ":" {
            let port = text.end(of: \.isASCIIDigit, from: end + 1)
            if port > end + 1 { end = port }
        }
        hasPath = text[end] == "/"
        if hasPath { end = Self.pathEnd(in: text, from: end + 1, dialect) }
        if text[end] == "?" { end = Self.queryEnd(in: text, from: end, dialect) }
        self.end = end
    }

    /// Where a path ends whose slash stands before `start`: behind the last thing that a path may end with.
    private static func pathEnd(in text: ScalarReader, from start: Int, _ dialect: URLDialect) -> Int {
        var end = start
        var position = start
        while let scalar = text[position] {
            if scalar == "(" {
                guard let close = bracketEnd(in: text, from: position, dialect) else { break }
                position = close
                end = close
            } else {
                guard dialect.holdsInPath(scalar) else { break }
                position += 1
                if dialect.endsPath(scalar) { end = position }
            }
        }
        return end
    }

    /// Where a pair of brackets ends that may hold one more pair, as in `/We_Up_(Album_Version_(Edited))`; nil when it
    /// is empty, open or deeper. It never looks past two further brackets, so no text makes it look twice at much.
    private static func bracketEnd(in text: ScalarReader, from start: Int, _ dialect: URLDialect) -> Int? {
        let first = text.end(of: dialect.holdsInPath, from: start + 1)
        if text[first] == ")" { return first > start + 1 ? first + 1 : nil }
        guard text[first] == "(" else { return nil }
        let inner = text.end(of: dialect.holdsInPath, from: first + 1)
        guard inner > first + 1, text[inner] == ")" else { return nil }
        let outer = text.end(of: dialect.holdsInPath, from: inner + 1)
        return text[outer] == ")" ? outer + 1 : nil
    }

    /// Where the query ends whose question mark stands at `start`; `start` when there is none.
    static func queryEnd(in text: ScalarReader, from start: Int, _ dialect: URLDialect) -> Int {
        var end = start
        var position = start + 1
        while let scalar = text[position], dialect.holdsInQuery(scalar) {
            position += 1
            if dialect.endsQuery(scalar) { end = position }
        }
        return end
    }
}
