/// A file of twitter-text's conformance tests: named sections of cases.
struct ConformanceFile: Decodable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private let sections: KeyedDecodingContainer<Key>

    init(from decoder: any Decoder) throws {
        let file = try decoder.container(keyedBy: Key.self)
        sections = try file.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: "tests"))
    }

    /// The names of all sections.
    var names: Set<String> { Set(sections.allKeys.map(\.stringValue)) }

    /// The cases of a section.
    func cases<Expected: Decodable>(_ section: String, _ type: Expected.Type) throws -> [ConformanceCase<Expected>] {
        try sections.decode([ConformanceCase<Expected>].self, forKey: Key(stringValue: section))
    }

    /// Reads `twitter-text/json/NAME.json`.
    static func read(_ name: String) throws -> ConformanceFile {
        try SharedSpecs.json(ConformanceFile.self, "twitter-text/json/\(name).json")
    }
}
