/// What a mention counts.
package enum MentionCounting: String, Sendable, Hashable, Codable, CaseIterable {
    /// As it is written.
    case literal
    /// `@user@domain` counts as `@user`: Mastodon.
    case withoutDomain = "without-domain"
}
