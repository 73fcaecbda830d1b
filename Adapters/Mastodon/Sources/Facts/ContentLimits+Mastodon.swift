import SMMAdapterKit

// What every manifest of Mastodon has, since it comes from ours.

extension ContentLimits {
    /// The limits on a poll.
    var polls: PollLimit { poll ?? MastodonManifest.poll }
    /// What an address in the text counts.
    var links: Int { linkLength ?? MastodonManifest.linkLength }
}
