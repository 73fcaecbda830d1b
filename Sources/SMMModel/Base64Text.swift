import FoundationEssentials

/// Base64 of RFC 4648, standard or URL letters. Padding may be missing and left-over bits are dropped: the data model's
/// `$bytes` are written both ways.
package enum Base64Text {
    /// The letters without padding.
    package static func encode(_ bytes: [UInt8], forURL: Bool = false) -> String {
        var text = Data(bytes).base64EncodedString()
        // In place: a picture's text is tens of megabytes.
        while text.utf8.last == UInt8(ascii: "=") { text.removeLast() }
        return forURL ? text.replacing("+", with: "-").replacing("/", with: "_") : text
    }

    /// The bytes; nil for another letter or a count of letters that is none.
    package static func decode(_ text: some StringProtocol, forURL: Bool = false) -> [UInt8]? {
        var letters = Array(text.utf8)
        for _ in 0..<2 where letters.last == UInt8(ascii: "=") { letters.removeLast() }
        let own = forURL ? Array("-_".utf8) : Array("+/".utf8)
        let others = forURL ? Array("+/=".utf8) : Array("=".utf8)
        guard letters.count % 4 != 1, !letters.contains(where: others.contains) else { return nil }
        for place in letters.indices where letters[place] == own[0] || letters[place] == own[1] {
            letters[place] = letters[place] == own[0] ? UInt8(ascii: "+") : UInt8(ascii: "/")
        }
        letters += [UInt8](repeating: UInt8(ascii: "="), count: (4 - letters.count % 4) % 4)
        return Data(base64Encoded: Data(letters)).map { Array($0) }
    }
}
