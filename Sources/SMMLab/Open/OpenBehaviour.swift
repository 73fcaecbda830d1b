import SMMAdapterTestKit

/// How a fake server of one open network behaves.
package struct OpenBehaviour: Sendable, Hashable, CustomStringConvertible {
    /// The networks, by the name of their platform.
    package enum Network: String, Sendable, Hashable {
        /// The Mastodon API.
        case mastodon
        /// The AT Protocol.
        case bluesky
    }

    /// Which network it is.
    package let network: Network
    /// The profile's name, of ``FakeMastodonRules/profiles`` or ``FakeBlueskyRules/profiles``.
    package let profile: String

    /// Every behaviour, the Mastodon servers first.
    package static let all: [OpenBehaviour] =
        ["mastodon", "gotosocial", "takahe", "pleroma", "pixelfed"].map {
            OpenBehaviour(network: .mastodon, profile: $0)
        }
        + ["reference", "pds1", "pds2"].map { OpenBehaviour(network: .bluesky, profile: $0) }

    /// The behaviour of a name; nil when there is none.
    package static func named(_ name: String) -> OpenBehaviour? { all.first { $0.profile == name } }

    /// Whether every post must have a picture.
    var needsPictures: Bool {
        network == .mastodon && FakeMastodonRules.profiles[profile]?.needsMedia == true
    }

    /// The profile's name.
    package var description: String { profile }
}
