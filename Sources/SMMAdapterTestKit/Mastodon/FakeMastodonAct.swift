/// What somebody does on a fake server in another process.
package struct FakeMastodonAct: Sendable, Hashable, Codable {
    /// What can be done.
    package enum Deed: String, Sendable, Hashable, Codable, CaseIterable {
        /// Writes a status.
        case write
        /// Likes one.
        case like
        /// Passes one on.
        case reblog
        /// Follows an account.
        case follow
    }

    /// What.
    package var deed: Deed
    /// By whom: a name; made when there is none yet.
    package var by: String
    /// The server of `by`; nil for this one.
    package var domain: String?
    /// The text that is written.
    package var text: String?
    /// Its visibility.
    package var visibility: String?
    /// The id of the status it is about or answers.
    package var status: String?
    /// The name of the account that is followed.
    package var account: String?

    /// A deed.
    package init(
        _ deed: Deed, by: String, domain: String? = nil, text: String? = nil, visibility: String? = nil,
        status: String? = nil, account: String? = nil
    ) {
        self.deed = deed
        self.by = by
        self.domain = domain
        self.text = text
        self.visibility = visibility
        self.status = status
        self.account = account
    }
}
