/// A network smmd speaks to.
package struct PlatformView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The name used everywhere.
    package var platform: String
    /// The name people read.
    package var title: String
    /// The class A to E of what a lost answer can mean.
    package var guarantee: String
    /// What it can do beyond publishing.
    package var capabilities: [String]
    /// What an account may or must be set to.
    package var settings: [SettingView]
    /// What a post may carry.
    package var options: [SettingView]
    /// What it allows.
    package var limits: LimitsView
    /// Where the facts come from.
    package var source: String
    /// When they were checked, a date.
    package var checked: String

    /// A value of its parts.
    package init(
        platform: String, title: String, guarantee: String, capabilities: [String], settings: [SettingView],
        options: [SettingView], limits: LimitsView, source: String, checked: String
    ) {
        self.version = APIVersion.current
        self.platform = platform
        self.title = title
        self.guarantee = guarantee
        self.capabilities = capabilities
        self.settings = settings
        self.options = options
        self.limits = limits
        self.source = source
        self.checked = checked
    }
}

extension PlatformView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A network smmd speaks to.",
        [
            .required("version", .integer, "The shape's version."),
            .required("platform", .string, "The name used everywhere."),
            .required("title", .string, "The name people read."),
            .required("guarantee", .string, "The class A to E of what a lost answer can mean."),
            .required("capabilities", .array(.string), "What it can do beyond publishing."),
            .required("settings", .array(.reference("SettingView")), "What an account may or must be set to."),
            .required("options", .array(.reference("SettingView")), "What a post may carry."),
            .required("limits", .reference("LimitsView"), "What it allows."),
            .required("source", .string, "Where the facts come from."),
            .required("checked", .string, "When they were checked, a date."),
        ])
}
