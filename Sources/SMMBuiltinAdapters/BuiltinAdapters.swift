import BlueskyAdapter
import MastodonAdapter
package import SMMAdapterKit
import SiteAdapter

/// The adapters that come with smmd, in the order they are listed.
package enum BuiltinAdapters {
    /// One of each.
    package static let all: [any PlatformAdapter] = [SiteAdapter(), MastodonAdapter(), BlueskyAdapter()]
}
