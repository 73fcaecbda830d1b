/// Messages through an ntfy server; off while no topic is named.
package struct NtfyConfiguration: Hashable, Sendable {
    /// The server.
    package var url: String?
    /// The topic.
    package var topic: String?

    /// Whether messages are sent.
    package var isOn: Bool { url != nil && topic != nil }

    /// The defaults.
    package init() {}
}
