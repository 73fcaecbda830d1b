import SMMTime

extension BrandConfiguration {
    /// Reads a file of `brands.d/`; with `zones`, its zone must be one of these.
    init(_ node: ConfigurationNode?, zones: TimeZoneDirectory? = nil, log: ReadingLog) {
        self.init()
        let root = SectionReader(node, log: log)
        root.text("title", &title, .title)
        root.text("language", &language, .language)
        root.text("time-zone", &zone, zones.map { .zone(in: $0) } ?? .zone)
        root.text("colour", &colour, .colour)
        root.section("site") { site in
            site.text("title", &siteTitle, .line)
            site.text("description", &siteDescription, .line)
            site.text("author", &siteAuthor, .line)
        }
        root.finish(elsewhere: log.keys.map(\.key))
    }

    /// Every key of a file in `brands.d/`, with its form.
    package static var keys: [KeyDescription] {
        let log = ReadingLog()
        _ = BrandConfiguration(nil, log: log)
        return log.keys
    }
}
