extension CountingRule {
    /// Everything counts as it is written: Bluesky in graphemes and in UTF-8, GoToSocial in code points.
    package static func literal(_ unit: TextUnit) -> CountingRule { CountingRule(unit: .plain(unit)) }

    /// Mastodon: graphemes, each address with a scheme counts the same, `@user@domain` counts as `@user`.
    ///
    /// - Parameter urlLength: `configuration.statuses.characters_reserved_per_url` of `/api/v2/instance`, 23 in stock
    ///   (fact sheet on Mastodon, Limits). The content warning counts too, by `.literal(.graphemes)`.
    package static func mastodon(urlLength: Int = 23) -> CountingRule {
        CountingRule(
            unit: .plain(.graphemes), urls: URLCounting(length: urlLength, needsScheme: true, dialect: .mastodon),
            mentions: .withoutDomain)
    }

    /// X: twitter-text's third configuration, to be held against a limit of 280.
    package static let x = CountingRule(unit: .weighted(.emoji), urls: URLCounting(length: 23))

    /// twitter-text's second configuration (limit 280): weights, but an emoji counts all its code points.
    package static let twitterTextVersion2 = CountingRule(unit: .weighted(.scripts), urls: URLCounting(length: 23))

    /// twitter-text's first configuration (limit 140): every code point counts one.
    package static let twitterTextVersion1 = CountingRule(unit: .weighted(.even), urls: URLCounting(length: 23))
}
