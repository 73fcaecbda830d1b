/// What a platform can do beyond publishing; each has a capability protocol.
package enum Capability: String, Sendable, Hashable, Codable, CaseIterable {
    /// `PreparesMedia`
    case preparesMedia = "prepares-media"
    /// Sends pictures over a limit made smaller (`AdapterContext.pictures`)
    case fitsPictures = "fits-pictures"
    /// Fetches photos and videos by public addresses instead of taking them: to publish there takes the door.
    case fetchesMedia = "fetches-media"
    /// `DeletesPosts`
    case deletesPosts = "deletes-posts"
    /// `EditsPosts`
    case editsPosts = "edits-posts"
    /// Publishes threads (a part can name its parent).
    case threads
    /// `RepliesToComments`
    case repliesToComments = "replies-to-comments"
    /// `ConnectsAccounts`
    case connectsAccounts = "connects-accounts"
    /// `ChecksAccounts`
    case checksAccounts = "checks-accounts"
    /// `RefreshesCredentials`
    case refreshesCredentials = "refreshes-credentials"
    /// `RevokesCredentials`
    case revokesCredentials = "revokes-credentials"
    /// `ReadsPosts`
    case readsPosts = "reads-posts"
    /// `ReadsInsights`
    case readsInsights = "reads-insights"
    /// `ReadsProfile`
    case readsProfile = "reads-profile"
    /// `UpdatesProfile`
    case updatesProfile = "updates-profile"
    /// `ReadsComments`
    case readsComments = "reads-comments"
    /// `ReadsMentions`
    case readsMentions = "reads-mentions"
    /// `ReadsDirectMessages`
    case readsDirectMessages = "reads-direct-messages"
    /// `SendsDirectMessages`
    case sendsDirectMessages = "sends-direct-messages"
    /// `FavouritesPosts`
    case favouritesPosts = "favourites-posts"
}
