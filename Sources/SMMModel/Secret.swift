/// A text that must not be seen: a token, a password, a key.
///
/// It cannot be printed, dumped, encoded or interpolated by accident: whatever shows a value shows ``mask`` instead, and
/// there is no `Codable`. Whoever really needs the text says so with ``reveal()``; that word is what a reader searches for.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable,
    CustomPlaygroundDisplayConvertible
{
    /// What is shown instead of a secret.
    package static let mask = "‹secret›"

    private let text: String

    /// Keeps `text`.
    package init(_ text: String) { self.text = text }

    /// The text. For the one place that sends, seals or compares it.
    package func reveal() -> String { text }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { text.isEmpty }

    /// ``mask``.
    package var description: String { Self.mask }
    /// ``mask``.
    package var debugDescription: String { Self.mask }
    /// Nothing to look into.
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
    /// ``mask``.
    package var playgroundDescription: Any { Self.mask }
}

extension DefaultStringInterpolation {
    /// A secret is not put into a text; ``Secret/reveal()`` is for where it must be.
    @available(*, unavailable, message: "a secret is not put into a text; reveal() is for where it must be")
    package mutating func appendInterpolation(_ secret: Secret) {}
}
