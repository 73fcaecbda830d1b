/// The string literals of a Swift source: what stands in them, with U+FFFC for each interpolation; those inside of an
/// interpolation on their own. Comments have none.
struct StringLiterals {
    private let source: [UInt8]
    private var place = 0
    private(set) var found: [String] = []

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")

    /// The literals of `source`.
    static func all(in source: String) -> [String] {
        var reader = StringLiterals(source: Array(source.utf8))
        while reader.place < reader.source.count { reader.code(inParentheses: false) }
        return reader.found
    }

    private init(source: [UInt8]) { self.source = source }

    private func isNext(_ text: String) -> Bool { source[place...].starts(with: text.utf8) }

    /// Reads code to its end, or to the parenthesis that closes an interpolation.
    private mutating func code(inParentheses: Bool) {
        var depth = 0
        while place < source.count {
            if isNext("//") {
                while place < source.count, source[place] != Self.newline { place += 1 }
            } else if isNext("/*") {
                comment()
            } else if source[place] == Self.quote || source[place] == UInt8(ascii: "#") {
                literal()
            } else {
                if source[place] == UInt8(ascii: "(") { depth += 1 }
                if source[place] == UInt8(ascii: ")") {
                    if inParentheses, depth == 0 { return }
                    depth -= 1
                }
                place += 1
            }
        }
    }

    private mutating func comment() {
        var depth = 0
        while place < source.count {
            if isNext("/*") {
                depth += 1
                place += 2
            } else if isNext("*/") {
                depth -= 1
                place += 2
                if depth == 0 { return }
            } else {
                place += 1
            }
        }
    }

    /// Reads one literal, raw or not, of one line or more; a `#` that begins none is passed over.
    private mutating func literal() {
        var hashes = ""
        while place < source.count, source[place] == UInt8(ascii: "#") {
            hashes += "#"
            place += 1
        }
        guard place < source.count, source[place] == Self.quote else { return }
        let marks = isNext("\"\"\"") ? "\"\"\"" : "\""
        place += marks.utf8.count
        var bytes: [UInt8] = []
        while place < source.count, !isNext(marks + hashes) {
            // An end that was not seen must not swallow the rest of the file.
            if marks.utf8.count == 1, source[place] == Self.newline { break }
            if isNext("\\" + hashes + "(") {
                place += hashes.utf8.count + 2
                code(inParentheses: true)
                bytes += Array("\u{FFFC}".utf8)
            } else if isNext("\\" + hashes), place + hashes.utf8.count + 1 < source.count {
                place += hashes.utf8.count + 1
                bytes.append(source[place])
            } else {
                bytes.append(source[place])
            }
            place += 1
        }
        place += (marks + hashes).utf8.count
        found.append(String(decoding: bytes, as: UTF8.self))
    }
}
