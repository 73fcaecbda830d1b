/// A handle: the domain name an account is known by (AT Protocol, "Handle").
///
/// At least two labels, at most 253 bytes, the last label starts with a letter. Handles are compared without case, so
/// ``text`` is in lower case. Who really owns one is told by resolving it, not by its shape.
package struct Handle: Sendable, Hashable, CustomStringConvertible {
    /// The handle in lower case, without `@`.
    package let text: String

    /// Reads `text`; nil when it is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 253 else { return nil }
        let bytes = text.utf8.map(ASCII.lower)
        let labels = ASCII.split(bytes, ".")
        guard labels.count >= 2, labels.allSatisfy({ ASCII.isLabel($0) }),
            let first = labels.last?.first, ASCII.isLetter(first)
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// What a server writes in place of a handle that does not resolve both ways.
    package static let invalidMark = "handle.invalid"

    /// Whether it is that mark.
    package var isInvalidMark: Bool { text == Self.invalidMark }

    /// The handle.
    package var description: String { text }
}
