/// Some messages, and where to go on.
package struct MessagePage: Sendable, Hashable, Codable {
    /// The messages, oldest first. The platform may give one twice and out of order: ids tell.
    package var messages: [RemoteMessage]
    /// What the next question begins with. Opaque to all but the adapter.
    package var cursor: String?
    /// Whether there is more to read now.
    package var hasMore: Bool

    /// A page.
    package init(messages: [RemoteMessage], cursor: String? = nil, hasMore: Bool = false) {
        self.messages = messages
        self.cursor = cursor
        self.hasMore = hasMore
    }
}
