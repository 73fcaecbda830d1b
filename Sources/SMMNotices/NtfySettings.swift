/// Messages through an ntfy server.
package struct NtfySettings: Sendable, Hashable {
    /// The server's address, without the topic.
    package var url: String
    /// The topic.
    package var topic: String
    /// The full path of the file that holds the access token, normally a systemd credential; nil for none.
    ///
    /// The token itself is never kept here, so that printing the settings shows no secret.
    package var tokenFile: String?

    /// Messages to `topic` at `url`.
    package init(url: String, topic: String, tokenFile: String? = nil) {
        self.url = url
        self.topic = topic
        self.tokenFile = tokenFile
    }
}
