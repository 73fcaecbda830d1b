/// A key and its value in a configuration file.
package struct ConfigurationEntry: Hashable, Sendable {
    /// The key as written.
    package let key: String
    /// Where the key stands.
    package let position: SourcePosition
    /// The value.
    package let value: ConfigurationNode

    /// An entry.
    package init(key: String, position: SourcePosition, value: ConfigurationNode) {
        self.key = key
        self.position = position
        self.value = value
    }
}
