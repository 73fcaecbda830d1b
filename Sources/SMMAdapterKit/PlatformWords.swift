/// What a platform's error body says: its own code, which may be decided upon, and its words, which may not.
package struct PlatformWords: Sendable, Hashable {
    /// The platform's error code, when it has one.
    package var code: String?
    /// The platform's words.
    package var text: String?

    /// Words.
    package init(code: String? = nil, text: String? = nil) {
        self.code = code
        self.text = text
    }

    /// Nothing readable was said.
    package static let none = PlatformWords()
}
