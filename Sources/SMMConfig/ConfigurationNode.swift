/// A piece of a configuration file as it was written: no scalar is interpreted, so `no` and `09:30` stay text.
package struct ConfigurationNode: Hashable, Sendable {
    /// What stands there.
    package enum Content: Hashable, Sendable {
        /// A single value; `isPlain` when it stands without quotes.
        case scalar(String, isPlain: Bool)
        /// A list.
        case list([ConfigurationNode])
        /// Keys and values in the order of the file; no key stands twice.
        case map([ConfigurationEntry])
    }

    /// What stands there.
    package let content: Content
    /// Where it begins.
    package let position: SourcePosition

    /// A node.
    package init(content: Content, position: SourcePosition) {
        self.content = content
        self.position = position
    }

    /// Whether nothing stands there: no value, `~` or `null`.
    package var isEmpty: Bool {
        guard case .scalar(let text, true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The text of a scalar.
    package var text: String? {
        guard case .scalar(let text, _) = content, !isEmpty else { return nil }
        return text
    }

    /// The entries of a map.
    package var entries: [ConfigurationEntry]? {
        guard case .map(let entries) = content else { return nil }
        return entries
    }

    /// The elements of a list.
    package var elements: [ConfigurationNode]? {
        guard case .list(let elements) = content else { return nil }
        return elements
    }

    /// The value of a key of a map.
    package subscript(key: String) -> ConfigurationNode? {
        entries?.first { $0.key == key }?.value
    }
}
