/// How a network counts the length of a text: plain data, so that a platform's manifest can carry it.
///
/// As JSON `{"unit": "graphemes", "urls": {…}, "mentions": "without-domain"}`. A network with a second limit, such as
/// Bluesky with 300 graphemes and 3000 bytes of UTF-8, has two rules, one for each limit.
package struct CountingRule: Sendable, Hashable, Codable {
    /// What one is counted for.
    package var unit: CountingUnit
    /// What a web address counts; nil counts it as it is written.
    package var urls: URLCounting?
    /// What a mention of somebody on another server counts.
    package var mentions: MentionCounting

    /// A rule; without further words everything counts as it is written.
    package init(unit: CountingUnit, urls: URLCounting? = nil, mentions: MentionCounting = .literal) {
        self.unit = unit
        self.urls = urls
        self.mentions = mentions
    }

    private enum CodingKeys: String, CodingKey { case unit, urls, mentions }

    /// Decodes a rule; only the unit is required.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        unit = try container.decode(CountingUnit.self, forKey: .unit)
        urls = try container.decodeIfPresent(URLCounting.self, forKey: .urls)
        mentions = try container.decodeIfPresent(MentionCounting.self, forKey: .mentions) ?? .literal
    }
}
