package import SMMModel

/// A platform as data: what it can do, what it allows, and where that is written.
package struct PlatformManifest: Sendable, Hashable, Codable {
    /// The name used everywhere, e.g. `site`.
    package var platform: String
    /// The name people read.
    package var title: String
    /// What a lost answer can mean.
    package var guarantee: Guarantee
    /// What it can do beyond publishing.
    package var capabilities: Set<Capability>
    /// Its limits.
    package var limits: ContentLimits
    /// Account settings it knows.
    package var settings: [SettingSpec]
    /// Options a post may carry.
    package var options: [SettingSpec]
    /// How long an ambiguous send is left alone; nil means the configured default of its class.
    package var settle: Milliseconds?
    /// Where the facts come from.
    package var source: String
    /// When they were checked, `YYYY-MM-DD`.
    package var checked: String

    /// A manifest.
    package init(
        platform: String, title: String, guarantee: Guarantee, capabilities: Set<Capability> = [],
        limits: ContentLimits, settings: [SettingSpec] = [], options: [SettingSpec] = [],
        settle: Milliseconds? = nil, source: String, checked: String
    ) {
        self.platform = platform
        self.title = title
        self.guarantee = guarantee
        self.capabilities = capabilities
        self.limits = limits
        self.settings = settings
        self.options = options
        self.settle = settle
        self.source = source
        self.checked = checked
    }
}
