/// A text that has the shape of a URI of any scheme (AT Protocol, the lexicon format `uri`).
package struct URIText: Sendable, Hashable, CustomStringConvertible {
    /// The text, as written; at most 8 KiB.
    package let text: String
    /// The scheme, in lower case as it must be written.
    package let scheme: String

    /// Reads `text`; nil when it starts with no scheme of small letters, dots and hyphens, or holds white space or
    /// control characters.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 8192, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text.utf8[..<colon]
        let rest = text.utf8[colon...].dropFirst()
        guard let first = scheme.first, ASCII.isLower(first), scheme.count <= 81, !rest.isEmpty,
            scheme.allSatisfy({ ASCII.isLower($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
            rest.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return nil }
        self.text = String(text)
        self.scheme = String(decoding: scheme, as: UTF8.self)
    }

    /// The text.
    package var description: String { text }
}
