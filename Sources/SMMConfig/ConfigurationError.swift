/// One thing wrong with the configuration: where, what and why, what is allowed, and what was probably meant.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is; open, so that a later version may add kinds.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable word for the mistake.
        package let rawValue: String
        /// A code from its word.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// A file or folder that is missing or cannot be read.
        package static let unreadable = Code(rawValue: "config-unreadable")
        /// Text that is not YAML, or YAML beyond what the configuration uses.
        package static let syntax = Code(rawValue: "config-syntax")
        /// A key nobody knows.
        package static let unknownKey = Code(rawValue: "config-unknown-key")
        /// A key that stands twice in one section.
        package static let duplicateKey = Code(rawValue: "config-duplicate-key")
        /// A value of the wrong form.
        package static let wrongForm = Code(rawValue: "config-wrong-form")
        /// A value of the right form that is too small, too large or not one of those allowed.
        package static let outOfRange = Code(rawValue: "config-out-of-range")
        /// Values that do not go together.
        package static let conflict = Code(rawValue: "config-conflict")
    }

    /// The kind of mistake.
    package let code: Code
    /// Where it is.
    package let position: SourcePosition
    /// The key with its sections, such as `publishing.lease`; empty when the mistake is not about a key.
    package let key: String
    /// What is wrong and why, in one sentence.
    package let message: String
    /// What may be written instead.
    package let allowed: String?
    /// The key or value that was probably meant.
    package let suggestion: String?

    init(
        _ code: Code, _ position: SourcePosition, key: String = "", _ message: String, allowed: String? = nil,
        suggestion: String? = nil
    ) {
        self.code = code
        self.position = position
        self.key = key
        self.message = message
        self.allowed = allowed
        self.suggestion = suggestion
    }

    /// One line: `smmd.yaml:12:5: publishing.lease: … Allowed: … Did you mean …?`
    package var description: String {
        var text = "\(position.file):\(position.line):\(position.column): "
        if !key.isEmpty { text += "\(key): " }
        text += message
        if let allowed { text += " Allowed: \(allowed)." }
        if let suggestion { text += " Did you mean \(suggestion)?" }
        return text
    }
}
