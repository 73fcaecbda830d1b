import SMMAdapterKit

/// The Bluesky platform as data.
package enum BlueskyManifest {
    /// The platform's name.
    package static let platform = "bluesky"
}
