import FoundationEssentials
import SMMTestSupport
import SMMText
import Testing

@Suite("twitter-text autolink.json", .enabled(if: SharedFolder.isWanted)) struct TwitterAutolinkTests {
    /// What the service said of a post; only what the fixtures need.
    struct Service: Decodable {
        struct Entity: Decodable { var indices: [Int] }

        var hashtags: [Entity]
        var mentions: [Entity]
        var urls: [Entity]

        private enum CodingKeys: String, CodingKey {
            case hashtags, urls
            case mentions = "user_mentions"
        }
    }

    struct Expansions: Decodable { var urls: [AutolinkWriter.Expansion] }

    private let file: ConformanceFile

    init() throws { file = try ConformanceFile.read("autolink") }

    private func compare(_ section: String, count: Int, _ find: (PostEntities) -> [PostEntity]) throws {
        let cases = try file.cases(section, String.self)
        #expect(cases.count == count)
        for item in cases {
            let html = AutolinkWriter().html(item.text, find(PostEntities(item.text)))
            #expect(html.utf8.elementsEqual((item.expected ?? "").utf8), "\(section): \(item.description): \(html)")
        }
    }

    @Test("every section of the file is known here")
    func sections() {
        #expect(file.names == ["usernames", "lists", "hashtags", "urls", "cashtags", "all", "json"])
    }

    @Test("mentions and lists become links where the fixtures have them")
    func mentions() throws {
        try compare("usernames", count: 19) { $0.mentionsAndLists() }
        try compare("lists", count: 12) { $0.mentionsAndLists() }
    }

    @Test("hashtags and cashtags become links where the fixtures have them")
    func tags() throws {
        try compare("hashtags", count: 70) { $0.hashtags() }
        try compare("cashtags", count: 2) { $0.cashtags() }
    }

    @Test("addresses with a scheme become links where the fixtures have them")
    func urls() throws {
        try compare("urls", count: 78) { $0.urls(needsScheme: true) }
    }

    @Test("everything together becomes links without overlaps")
    func all() throws {
        try compare("all", count: 10) { $0.all(needsScheme: true) }
    }

    @Test("the positions are those that the service tells, and its long addresses can be shown")
    func service() throws {
        let cases = try file.cases("json", String.self)
        #expect(cases.count == 5)
        for item in cases {
            let data = Data((item.json ?? "").utf8)
            let service = try JSONDecoder().decode(Service.self, from: data)
            let told = (service.hashtags + service.mentions + service.urls).map(\.indices)
            let found = PostEntities(item.text).all(needsScheme: true)
            #expect(
                found.map { [$0.codePoints.lowerBound, $0.codePoints.upperBound] }
                    == told.sorted { $0[0] < $1[0] }, "\(item.description)")
            let expansions = try JSONDecoder().decode(Expansions.self, from: data).urls
            let html = AutolinkWriter(expansions: expansions).html(item.text, found)
            #expect(html == item.expected, "\(item.description)")
        }
    }
}
