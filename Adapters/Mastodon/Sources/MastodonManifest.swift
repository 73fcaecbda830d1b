package import SMMAdapterKit
import SMMModel
import SMMText

/// The Mastodon platform as data: what a stock Mastodon 4 server allows, until an account's facts say otherwise.
package enum MastodonManifest {
    /// The platform's name.
    package static let platform = "mastodon"

    /// How visible a post is; `direct` is for those alone who are mentioned.
    static let visibilities = ["public", "unlisted", "private", "direct"]

    /// The manifest of a server of which nothing is known.
    package static let manifest = PlatformManifest(
        platform: platform, title: "Mastodon", guarantee: .listing(complete: false),
        capabilities: [
            .preparesMedia, .fitsPictures, .deletesPosts, .editsPosts, .threads, .repliesToComments,
            .connectsAccounts,
            .checksAccounts, .refreshesCredentials, .revokesCredentials, .readsPosts, .readsInsights, .readsProfile,
            .updatesProfile, .readsComments, .readsMentions, .readsDirectMessages, .sendsDirectMessages,
            .favouritesPosts,
        ],
        limits: ContentLimits(
            maximumText: 500, textUnit: .graphemes, maximumParts: 100, maximumMedia: 4, maximumAlt: 1500,
            media: media, linkLength: linkLength, poll: poll, maximumProfileFields: 4),
        settings: [
            SettingSpec(
                "server", help: "The server's address, such as https://example.social or the account's full name.",
                isRequired: true, isBound: true)
        ],
        options: options,
        source:
            "Mastodon documentation (entities/Instance, methods/statuses, methods/media); Adapters/Mastodon/README.md",
        checked: "2026-11-27")

    /// What an address counts, where a manifest does not say it.
    static let linkLength = 23
    /// A poll, where a manifest does not say its limits.
    static let poll = PollLimit(
        maximumChoices: 4, maximumChoiceText: 50, minimumSeconds: 300, maximumSeconds: 2_629_746)

    /// Names of options, each of them a parameter of a status.
    enum Option {
        static let contentWarning = "content-warning"
        static let sensitive = "sensitive"
        static let visibility = "visibility"
        static let language = "language"
        static let poll = "poll"
        static let pollDuration = "poll-duration"
        static let pollMultiple = "poll-multiple"
        static let pollHideTotals = "poll-hide-totals"
        static let quote = "quote"
    }

    private static let options = [
        SettingSpec(Option.contentWarning, help: "A line that is shown instead of the text until it is opened."),
        SettingSpec(
            Option.sensitive, help: "Whether media are hidden until they are opened.", defaultValue: "false",
            allowed: ["true", "false"]),
        SettingSpec(Option.visibility, help: "Who sees it.", defaultValue: "public", allowed: visibilities),
        SettingSpec(Option.language, help: "Language of the text, ISO 639; the post's language when none is given."),
        SettingSpec(Option.poll, help: "The choices of a poll below the first part, one in a line."),
        SettingSpec(
            Option.pollDuration, help: "How long the poll is open: seconds, or 30m, 6h, 3d.", defaultValue: "1d"),
        SettingSpec(
            Option.pollMultiple, help: "Whether more than one choice may be taken.", defaultValue: "false",
            allowed: ["true", "false"]),
        SettingSpec(
            Option.pollHideTotals, help: "Whether counts stay hidden until the poll ends.", defaultValue: "false",
            allowed: ["true", "false"]),
        SettingSpec(Option.quote, help: "The id or address of a post that the first part quotes."),
    ]

    /// The types a stock server takes, with their limits (instance answer of Mastodon 4.5).
    private static let types = [
        "image/jpeg", "image/png", "image/gif", "image/heic", "image/heif", "image/webp", "image/avif", "video/webm",
        "video/mp4", "video/quicktime", "video/ogg", "audio/wave", "audio/wav", "audio/x-wav", "audio/x-pn-wave",
        "audio/vnd.wave", "audio/ogg", "audio/vorbis", "audio/mpeg", "audio/mp3", "audio/webm", "audio/flac",
        "audio/aac", "audio/m4a", "audio/x-m4a", "audio/mp4", "audio/3gpp", "video/x-ms-asf",
    ]

    private static let media: [String: MediaLimit] = {
        var limits: [String: MediaLimit] = [:]
        for type in types {
            limits[type] =
                type.hasPrefix("image/")
                ? MediaLimit(maximumBytes: 16_777_216, maximumPixels: 33_177_600)
                : MediaLimit(
                    maximumBytes: 103_809_024, maximumPixels: type.hasPrefix("video/") ? 8_294_400 : nil)
        }
        return limits
    }()

    /// `manifest` with what the facts of one account say of its server.
    static func adjusted(_ manifest: PlatformManifest, by facts: ServerFacts) -> PlatformManifest {
        guard facts.isKnown else { return manifest }
        var own = manifest
        own.guarantee =
            facts.honoursKeys ? .idempotencyKey(window: .hours(1)) : .listing(complete: facts.listingIsComplete)
        own.limits = ServerLimits(facts: facts, said: manifest.limits).limits
        if !facts.allowsTextOnly {
            // A server for photographs takes no status for those alone who are named.
            own.capabilities.remove(.sendsDirectMessages)
            own.options = own.options.map { option in
                guard option.name == Option.visibility else { return option }
                var option = option
                option.allowed = visibilities.filter { $0 != "direct" }
                return option
            }
        }
        return own
    }
}
