package import SMMModel

/// A question for messages.
package struct MessageQuery: Sendable, Hashable, Codable {
    /// The account.
    package var account: AccountProfile
    /// Where the last page ended; nil for the newest page.
    package var cursor: String?
    /// The most messages wanted.
    package var limit: Int

    /// A question.
    package init(account: AccountProfile, cursor: String? = nil, limit: Int = 40) {
        self.account = account
        self.cursor = cursor
        self.limit = limit
    }
}
