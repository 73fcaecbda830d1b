/// How the daemon and the brands in sight stand.
package struct StatusView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The daemon's release.
    package var release: String
    /// When it started.
    package var since: Moment
    /// When this was true.
    package var now: Moment
    /// `running`, `held`, `degraded` or `stopping`.
    package var state: String
    /// Over all brands in sight.
    package var counts: StatusCounts
    /// Each brand in sight.
    package var brands: [BrandStatus]
    /// What a person must know, most urgent first.
    package var attention: [AttentionItem]
    /// When the newest backup was made.
    package var lastBackup: Moment?

    /// A value of its parts.
    package init(
        release: String, since: Moment, now: Moment, state: String, counts: StatusCounts, brands: [BrandStatus],
        attention: [AttentionItem], lastBackup: Moment? = nil
    ) {
        self.version = APIVersion.current
        self.release = release
        self.since = since
        self.now = now
        self.state = state
        self.counts = counts
        self.brands = brands
        self.attention = attention
        self.lastBackup = lastBackup
    }
}

extension StatusView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "How the daemon and the brands in sight stand.",
        [
            .required("version", .integer, "The shape's version."),
            .required("release", .string, "The daemon's release."),
            .required("since", .reference("Moment"), "When it started."),
            .required("now", .reference("Moment"), "When this was true."),
            .required("state", .string, "`running`, `held`, `degraded` or `stopping`."),
            .required("counts", .reference("StatusCounts"), "Over all brands in sight."),
            .required("brands", .array(.reference("BrandStatus")), "Each brand in sight."),
            .required("attention", .array(.reference("AttentionItem")), "What a person must know, most urgent first."),
            .optional("lastBackup", .reference("Moment"), "When the newest backup was made."),
        ])
}
