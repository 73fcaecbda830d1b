package import SMMAdapterKit
import SMMModel
import SMMText

/// The Bluesky platform as data.
package enum BlueskyManifest {
    /// The platform's name.
    package static let platform = "bluesky"
    /// The kind of credential.
    static let credentialKind = "app-password"
    /// Where addresses people open begin, unless the account says otherwise.
    static let defaultWeb = "https://bsky.app"
    /// The chat service, unless the account says otherwise (fact sheet section 5, "Base").
    static let defaultChat = "did:web:api.bsky.chat#bsky_chat"
    /// The service that takes videos, unless the account says otherwise.
    static let defaultVideo = "https://video.bsky.app"
    /// The most bytes of a picture in a post (lexicon `app.bsky.embed.images`).
    static let maximumPicture: Int64 = 2_000_000
    /// The most bytes of a card's thumbnail and of a profile's pictures (`app.bsky.embed.external`, `actor.profile`).
    static let maximumSmallPicture: Int64 = 1_000_000
    /// The most bytes of a video (lexicon `app.bsky.embed.video`).
    static let maximumVideo: Int64 = 300_000_000
    /// The most graphemes of a hashtag (lexicon `app.bsky.richtext.facet`), without its `#`.
    static let maximumTag = 64
    /// The most bytes of a hashtag, likewise.
    static let maximumTagBytes = 640

    /// The manifest.
    package static let manifest = PlatformManifest(
        platform: platform, title: "Bluesky", guarantee: .recordKey, capabilities: capabilities, limits: limits,
        settings: settings, options: options, settle: .seconds(10),
        source: "AT Protocol lexicons (app.bsky, com.atproto, chat.bsky); Adapters/Bluesky/README.md",
        checked: "2026-11-23")

    private static let capabilities: Set<Capability> = [
        .connectsAccounts, .checksAccounts, .refreshesCredentials, .revokesCredentials, .preparesMedia, .fitsPictures,
        .deletesPosts, .threads, .repliesToComments, .readsPosts, .readsInsights, .readsProfile, .updatesProfile,
        .readsComments,
        .readsMentions, .readsDirectMessages, .sendsDirectMessages, .favouritesPosts,
    ]

    /// `app.bsky.feed.post`: 300 graphemes and 3000 bytes; four pictures, or one video.
    private static let limits = ContentLimits(
        maximumText: 300, textUnit: .graphemes, maximumTextBytes: 3000, maximumMedia: 4,
        media: [
            "image/jpeg": MediaLimit(maximumBytes: maximumPicture),
            "image/png": MediaLimit(maximumBytes: maximumPicture),
            "image/webp": MediaLimit(maximumBytes: maximumPicture),
            "image/gif": MediaLimit(maximumBytes: maximumPicture),
            videoType: MediaLimit(maximumBytes: maximumVideo, maximumMilliseconds: longestVideo),
        ])

    /// Three minutes (Bluesky 1.99, March 2025); the service refuses what is longer once all of it is there.
    private static let longestVideo: Int64 = 180_000

    /// The one type of video.
    static let videoType = "video/mp4"

    private static let settings = [
        SettingSpec(
            "handle", help: "The account's name: name.example.com, a DID, or the address of its profile.",
            isRequired: true, isBound: true),
        SettingSpec(
            "server", help: "The server asked which account a name stands for; afterwards the account's own server.",
            defaultValue: "https://bsky.social", isBound: true),
        SettingSpec(
            "plc", help: "The directory of did:plc documents.", defaultValue: "https://plc.directory", isBound: true),
        SettingSpec("video", help: "The service that takes videos.", defaultValue: defaultVideo, isBound: true),
        SettingSpec(
            "chat", help: "The service for direct messages, DID#id.", defaultValue: defaultChat,
            isBound: true),
        SettingSpec("web", help: "Where the addresses of posts begin.", defaultValue: defaultWeb),
    ]

    private static let options = [
        SettingSpec(
            "card",
            help: "A card for the one link of a post: auto makes one when it has a title, media gives it the post's "
                + "one picture as thumbnail, none makes none.",
            defaultValue: "auto", allowed: ["auto", "media", "none"]),
        SettingSpec("card-title", help: "The card's title."),
        SettingSpec("card-description", help: "The card's description."),
        SettingSpec("quote", help: "The post to quote: its at:// URI or its address."),
        SettingSpec(
            "replies",
            help: "Who may answer: everyone, nobody, or any of followers, following, mentioned, with commas.",
            defaultValue: "everyone"),
        SettingSpec(
            "labels", help: "What the post shows, for people's filters: \(SelfLabels.allowed), with commas."),
    ]
}
