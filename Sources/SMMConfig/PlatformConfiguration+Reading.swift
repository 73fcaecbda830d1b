import SMMModel

extension PlatformConfiguration {
    /// Reads a file of `platforms.d/`.
    init(_ node: ConfigurationNode?, log: ReadingLog) {
        self.init()
        let root = SectionReader(node, log: log)
        root.section("limits") { limits in
            limits.number("maximum-text", &maximumText, 1...10_000_000)
            limits.choice("text-unit", &textUnit)
            limits.number("maximum-text-bytes", &maximumTextBytes, 1...100_000_000)
            limits.number("maximum-parts", &maximumParts, 1...1000)
            limits.number("maximum-media", &maximumMedia, 0...1000)
            limits.number("maximum-alt", &maximumAlt, 1...1_000_000)
            limits.flag("requires-alt", &requiresAlt)
            limits.number("link-length", &linkLength, 0...10_000)
            limits.number("maximum-profile-fields", &maximumProfileFields, 0...1000)
            limits.section("poll") { reader in
                reader.number("maximum-choices", &poll.maximumChoices, 0...1000)
                reader.number("maximum-choice-text", &poll.maximumChoiceText, 1...100_000)
                reader.number("minimum-seconds", &poll.minimumSeconds, 1...1_000_000_000)
                reader.number("maximum-seconds", &poll.maximumSeconds, 1...1_000_000_000)
            }
            limits.sections("media", placeholder: "TYPE") { type, reader in
                var limit = Media()
                reader.size("maximum-bytes", &limit.maximumBytes, 1...1 << 40)
                reader.number("maximum-pixels", &limit.maximumPixels, 1...1_000_000_000_000)
                if limit != Media() { media[type] = limit }
            }
        }
        root.duration("settle", &settle, .zero ... .days(7))
        root.text("source", &source, .line)
        root.text("checked", &checked, .date)
        root.finish(elsewhere: log.keys.map(\.key))
    }

    /// Every key of a file in `platforms.d/`, with its form.
    package static var keys: [KeyDescription] {
        let log = ReadingLog()
        _ = PlatformConfiguration(nil, log: log)
        return log.keys
    }
}
