import SMMTestSupport
import SMMText
import Testing

@Suite("twitter-text tlds.json and tld_lib.json", .enabled(if: SharedFolder.isWanted)) struct TopLevelDomainTests {
    struct Library: Decodable {
        var country: [String]
        var generic: [String]
    }

    @Test("every known domain makes an address")
    func addresses() throws {
        let file = try ConformanceFile.read("tlds")
        #expect(file.names == ["country", "generic"])
        for (section, count) in [("country", 315), ("generic", 1259)] {
            let cases = try file.cases(section, [String].self)
            #expect(cases.count == count)
            for item in cases {
                #expect(PostEntities(item.text).urls().map(\.value) == item.expected, "\(item.description)")
            }
        }
    }

    @Test("exactly the domains of the list make an address, in any case")
    func library() throws {
        let library = try SharedSpecs.json(Library.self, "twitter-text/json/tld_lib.json")
        #expect(library.country.count == 315)
        #expect(library.generic.count == 1259)
        let names = Set(library.country + library.generic)
        for name in names {
            let upper = "http://a." + name.uppercased() + "/"
            #expect(PostEntities(upper).urls().map(\.value) == [upper])
            let longer = "http://a." + name + "q"
            #expect((PostEntities(longer).urls().first?.value == longer) == names.contains(name + "q"))
        }
    }
}
