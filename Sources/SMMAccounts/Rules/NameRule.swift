package import SMMModel

/// The rule for short names of brands, accounts and groups: what can be typed without quotes and never looks like an
/// id, which has an underscore.
package enum NameRule {
    /// The longest name, in letters.
    package static let longest = 40
    /// Words that mean something else where a name can stand.
    private static let reserved: Set<String> = ["all", "last", "none", "me", "everywhere"]

    /// Checks a name; throws `name-invalid` or `name-reserved` with the nearest name that would do.
    package static func check(_ name: String, of what: String) throws(Problem) {
        guard isWellFormed(name) else {
            let better = suggestion(for: name)
            throw Problem.invalid(
                "name-invalid", "That cannot be the name of \(what).", given: name,
                allowed: "lower-case letters, digits and hyphens, 1 to \(longest), beginning with a letter",
                next: better.map { "Use “\($0)”." })
        }
        guard !reserved.contains(name) else {
            throw Problem.invalid(
                "name-reserved", "The word has a meaning of its own on the command line.", given: name,
                allowed: "any name but \(reserved.sorted().joined(separator: ", "))")
        }
    }

    private static func isWellFormed(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, isLetter(first), bytes.count <= longest, bytes.last != UInt8(ascii: "-") else {
            return false
        }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// The name with capitals lowered and everything else turned into single hyphens; nil when nothing is left.
    private static func suggestion(for name: String) -> String? {
        var bytes: [UInt8] = []
        for byte in name.lowercased().utf8.prefix(200) {
            if isLetter(byte) || (isDigit(byte) && !bytes.isEmpty) {
                bytes.append(byte)
            } else if let last = bytes.last, last != UInt8(ascii: "-") {
                bytes.append(UInt8(ascii: "-"))
            }
        }
        var kept = bytes.prefix(longest)
        while kept.last == UInt8(ascii: "-") { kept.removeLast() }
        return kept.isEmpty ? nil : String(decoding: kept, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
