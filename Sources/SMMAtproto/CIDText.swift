/// A text that has the shape of a CID, whatever its base, version or hash (AT Protocol, the lexicon format `cid`).
///
/// What this protocol really uses is narrower: see ``CID``.
package struct CIDText: Sendable, Hashable, CustomStringConvertible {
    /// The text, as written: 8 to 256 letters, digits, `+` and `=`.
    package let text: String

    /// Reads `text`; nil when it has not that shape, or is of version 0.
    package init?(_ text: some StringProtocol) {
        guard (8...256).contains(text.utf8.count), !text.hasPrefix("Qmb"),
            text.utf8.allSatisfy({
                ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "=")
            })
        else { return nil }
        self.text = String(text)
    }

    /// The text.
    package var description: String { text }
}
