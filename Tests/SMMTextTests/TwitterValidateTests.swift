import SMMTestSupport
import SMMText
import Testing

@Suite("twitter-text validate.json", .enabled(if: SharedFolder.isWanted)) struct TwitterValidateTests {
    /// What a parse says; ranges in units of UTF-16, the end included.
    struct Parse: Decodable, Hashable {
        var weightedLength: Int
        var valid: Bool
        var permillage: Int
        var displayRangeStart: Int
        var displayRangeEnd: Int
        var validRangeStart: Int
        var validRangeEnd: Int

        init(_ text: String, by rule: CountingRule, limit: Int) {
            let length = TextCounter.measure(text, by: rule, limit: limit)
            weightedLength = length.count
            valid = length.count > 0 && length.count <= limit && !length.hasForbidden
            permillage = length.count * 1000 / limit
            displayRangeStart = 0
            displayRangeEnd = max(text.utf16.count - 1, 0)
            validRangeStart = 0
            validRangeEnd = max((length.fitting ?? 0) - 1, 0)
        }
    }

    private let file: ConformanceFile

    init() throws { file = try ConformanceFile.read("validate") }

    private func compare<Expected: Decodable & Hashable>(
        _ section: String, count: Int, _ answer: (String) -> Expected
    ) throws {
        let cases = try file.cases(section, Expected.self)
        #expect(cases.count == count)
        for item in cases { #expect(answer(item.text) == item.expected, "\(section): \(item.description)") }
    }

    @Test("every section of the file is known here")
    func sections() {
        #expect(
            file.names == [
                "tweets", "usernames", "lists", "hashtags", "urls", "urls_without_protocol",
                "WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest",
                "UnicodeDirectionalMarkerCounterTest",
            ])
    }

    @Test("a post of the first configuration is valid as the fixtures say")
    func posts() throws {
        try compare("tweets", count: 8) { Parse($0, by: .twitterTextVersion1, limit: 140).valid }
    }

    @Test("names, lists, hashtags and addresses are valid as the fixtures say")
    func syntax() throws {
        try compare("usernames", count: 4, PostSyntax.isUserName)
        try compare("lists", count: 5, PostSyntax.isList)
        try compare("hashtags", count: 7, PostSyntax.isHashtag)
        try compare("urls", count: 24) { WebAddressSyntax.isAddress($0) }
        try compare("urls_without_protocol", count: 5) { WebAddressSyntax.isAddress($0, needsScheme: false) }
    }

    @Test("posts weigh what the fixtures say")
    func weights() throws {
        try compare("WeightedTweetsCounterTest", count: 20) { Parse($0, by: .twitterTextVersion2, limit: 280) }
        try compare("WeightedTweetsWithDiscountedEmojiCounterTest", count: 22) { Parse($0, by: .x, limit: 280) }
        try compare("UnicodeDirectionalMarkerCounterTest", count: 2) { Parse($0, by: .x, limit: 280) }
    }

    @Test("the presets are the vendor's configurations")
    func configurations() throws {
        let presets: [(String, CountingRule)] = [
            ("v1", .twitterTextVersion1), ("v2", .twitterTextVersion2), ("v3", .x),
        ]
        struct Configuration: Decodable { var transformedURLLength: Int }
        for (name, rule) in presets {
            let weights = try SharedSpecs.json(TextWeights.self, "twitter-text/\(name).json")
            #expect(rule.unit == .weighted(weights))
            let configuration = try SharedSpecs.json(Configuration.self, "twitter-text/\(name).json")
            #expect(rule.urls == URLCounting(length: configuration.transformedURLLength))
        }
    }
}
