import SMMAdapterKit

/// The Mastodon platform as data.
package enum MastodonManifest {
    /// The platform's name.
    package static let platform = "mastodon"
}
