import SMMTestSupport
import SMMText
import Testing

@Suite("twitter-text extract.json", .enabled(if: SharedFolder.isWanted)) struct TwitterExtractTests {
    /// An entity as the fixtures write it.
    struct Entity: Decodable, Hashable {
        var url: String?
        var hashtag: String?
        var cashtag: String?
        var name: String?
        var list: String?
        var indices: [Int]

        var value: String? { url ?? hashtag ?? cashtag ?? name }

        private enum CodingKeys: String, CodingKey {
            case url, hashtag, cashtag, indices
            case name = "screen_name"
            case list = "list_slug"
        }
    }

    private let file: ConformanceFile

    init() throws { file = try ConformanceFile.read("extract") }

    private func compare(
        _ section: String, count: Int, _ find: (PostEntities) -> [PostEntity]
    ) throws {
        let cases = try file.cases(section, [String].self)
        #expect(cases.count == count)
        for item in cases {
            let found = find(PostEntities(item.text))
            #expect(found.map(\.value) == item.expected, "\(section): \(item.description)")
        }
    }

    private func compareIndices(
        _ section: String, count: Int, _ find: (PostEntities) -> [PostEntity]
    ) throws {
        let cases = try file.cases(section, [Entity].self)
        #expect(cases.count == count)
        for item in cases {
            let found = find(PostEntities(item.text))
            let comment = Comment(rawValue: "\(section): \(item.description)")
            #expect(found.map(\.value) == item.expected?.map(\.value), comment)
            #expect(
                found.map { [$0.codePoints.lowerBound, $0.codePoints.upperBound] } == item.expected?.map(\.indices),
                comment)
            if section.contains("lists") { #expect(found.map(\.list) == item.expected?.map(\.list), comment) }
            for entity in found {
                let scalars = item.text.unicodeScalars
                let start = scalars.distance(from: scalars.startIndex, to: entity.range.lowerBound)
                let end = scalars.distance(from: scalars.startIndex, to: entity.range.upperBound)
                #expect(start..<end == entity.codePoints, comment)
                #expect(item.text[entity.range].hasSuffix(entity.list.isEmpty ? entity.value : entity.list), comment)
            }
        }
    }

    @Test("every section of the file is known here")
    func sections() {
        #expect(
            file.names == [
                "mentions", "mentions_with_indices", "mentions_or_lists_with_indices", "replies", "urls",
                "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params", "hashtags",
                "hashtags_from_astral", "hashtags_with_indices", "cashtags", "cashtags_with_indices",
            ])
    }

    @Test("mentions and lists are found where the fixtures have them")
    func mentions() throws {
        try compare("mentions", count: 23) { $0.mentions() }
        try compareIndices("mentions_with_indices", count: 3) { $0.mentions() }
        try compareIndices("mentions_or_lists_with_indices", count: 5) { $0.mentionsAndLists() }
    }

    @Test("a reply begins with a mention")
    func replies() throws {
        let cases = try file.cases("replies", String.self)
        #expect(cases.count == 13)
        for item in cases {
            #expect(PostEntities(item.text).reply()?.value == item.expected, "\(item.description)")
        }
    }

    @Test("addresses with and without a scheme are found where the fixtures have them")
    func urls() throws {
        try compare("urls", count: 91) { $0.urls() }
        try compareIndices("urls_with_indices", count: 10) { $0.urls() }
        try compareIndices("urls_with_directional_markers", count: 2) { $0.urls() }
        try compare("tco_urls_with_params", count: 5) { $0.urls() }
    }

    @Test("hashtags are found where the fixtures have them")
    func hashtags() throws {
        try compare("hashtags", count: 65) { $0.hashtags() }
        try compare("hashtags_from_astral", count: 3) { $0.hashtags() }
        try compareIndices("hashtags_with_indices", count: 8) { $0.hashtags() }
    }

    @Test("cashtags are found where the fixtures have them")
    func cashtags() throws {
        try compare("cashtags", count: 8) { $0.cashtags() }
        try compareIndices("cashtags_with_indices", count: 2) { $0.cashtags() }
    }

    @Test("a letter with an accent that begins the text stands before an address, elsewhere it is a part of one")
    func firstCharacter() {
        #expect(PostEntities("éa.co").urls().map(\.value) == ["a.co"])
        #expect(PostEntities(" éa.co").urls().map(\.value) == ["éa.co"])
        #expect(PostEntities("é.co").urls().map(\.value) == ["é.co"])
    }
}
