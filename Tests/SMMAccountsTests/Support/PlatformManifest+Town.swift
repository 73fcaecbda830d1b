import SMMAdapterKit

extension PlatformManifest {
    static let site = PlatformManifest(
        platform: "site", title: "Site", guarantee: .recordKey,
        limits: ContentLimits(maximumText: nil, maximumMedia: 10),
        settings: [
            SettingSpec("directory", help: "Where the pages go.", isRequired: true),
            SettingSpec("theme", help: "How they look.", allowed: ["plain", "warm"]),
        ], source: "test", checked: "2026-11-01")

    static let chat = PlatformManifest(
        platform: "chat", title: "Chat", guarantee: .none, limits: ContentLimits(maximumText: 280, maximumMedia: 4),
        source: "test", checked: "2026-11-01")
}
