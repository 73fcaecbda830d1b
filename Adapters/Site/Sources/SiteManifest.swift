package import SMMAdapterKit
import SMMModel

/// The Site platform as data.
package enum SiteManifest {
    /// The media a browser shows, and how their files end.
    package static let endings = [
        "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif",
        "video/mp4": "mp4", "video/webm": "webm",
    ]

    /// Up to this size a medium is read whole and checked against its hash; above it, it is copied in pieces.
    package static let wholeMedia: Int64 = 32 << 20

    /// The manifest.
    package static let manifest = PlatformManifest(
        platform: "site", title: "Site", guarantee: .recordKey,
        capabilities: [.fitsPictures, .deletesPosts, .editsPosts, .threads], limits: limits, settings: settings,
        options: [
            SettingSpec(
                "title", help: "A title for the post; it then reads as an article and has the title in its address.")
        ],
        settle: .seconds(1), source: "Adapters/Site/README.md", checked: "2026-11-23")

    private static let limits = ContentLimits(
        maximumText: nil, maximumTextBytes: 1 << 20, maximumParts: 200, maximumMedia: 20, maximumAlt: 2000,
        media: Dictionary(
            uniqueKeysWithValues: endings.keys.compactMap { type in
                if type.hasPrefix("video/") { return (type, MediaLimit(maximumBytes: 512 << 20)) }
                // What cannot be cleaned goes nowhere, so no limit is kept for it.
                guard PictureFit.readable.contains(type) else { return nil }
                return (
                    type, MediaLimit(maximumBytes: PictureFit.maximumBytes, maximumPixels: PictureFit.maximumPixels)
                )
            }))

    private static let settings = [
        SettingSpec("directory", help: "The folder the site is written to; the daemon gives one when none is set."),
        SettingSpec("url", help: "The public address, such as https://example.org/; feeds and links then name it."),
        SettingSpec("title", help: "The site's title; the brand's title when none is set."),
        SettingSpec("description", help: "One or two sentences below the title."),
        SettingSpec("author", help: "Who writes; the brand's title when none is set."),
        SettingSpec("accent", help: "A colour of the form #rrggbb; the brand's colour when none is set."),
    ]
}
