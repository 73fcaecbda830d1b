import FoundationEssentials
import Glibc
import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

/// Writes example sites for people to look at and for `scripts/check-site` to read back; runs on its request alone.
@Suite("Example sites", .enabled(if: getenv("SMM_SITE_DEMO") != nil))
struct DemoSite {
    /// What was published, as the reader must find it.
    struct Expected: Codable {
        var key: String
        var url: String
        var title: String?
        var text: String
        var parts: [String]
        var published: String
        var updated: String?
        var language: String
        var tags: [String]
        var alts: [String]
    }

    private let root = getenv("SMM_SITE_DEMO").map { String(cString: $0) } ?? ""
    private let photos = getenv("SMM_SITE_PHOTOS").map { String(cString: $0) } ?? ""

    @Test("write the bakery's site, at a public address")
    func bakery() async throws {
        var site = TestSite(root + "/bakery")
        site.settings = [
            "url": "https://backstube.example/laden/", "title": "Backstube Sonnenschein",
            "description": "Brot und Kuchen aus der Lindenstraße, seit 1928. Was heute aus dem Ofen kommt, steht hier.",
            "author": "Familie Sonnenschein",
        ]
        try await fill(&site, DemoPosts.bakery)
    }

    @Test("write the bakery's site without an address, for looking at from the disk")
    func local() async throws {
        var site = TestSite(root + "/local")
        site.settings = [
            "title": "Backstube Sonnenschein",
            "description": "Brot und Kuchen aus der Lindenstraße, seit 1928. Was heute aus dem Ofen kommt, steht hier.",
        ]
        try await fill(&site, DemoPosts.bakery)
    }

    @Test("write a site that is read from right to left")
    func rightToLeft() async throws {
        var site = TestSite(root + "/rtl")
        site.brand.language = "ar"
        site.brand.zone = "Asia/Amman"
        site.brand.title = "مخبز الشمس"
        site.brand.colour = "#0a7d4f"
        try await fill(&site, DemoPosts.rightToLeft)
    }

    @Test("write a site with sixty posts and a colour too bright to read")
    func many() async throws {
        var site = TestSite(root + "/many")
        site.brand.language = "en"
        site.brand.title = "Harbour Street Cycles"
        site.brand.colour = "#ffd400"
        let posts = (1...60).map { number in
            DemoPost(
                "Workshop note \(number). The stand is free from \(8 + number % 9) o’clock. #bikes", tags: ["bikes"])
        }
        try await fill(&site, posts)
    }

    private func fill(_ site: inout TestSite, _ posts: [DemoPost]) async throws {
        var expected: [Expected] = []
        for (number, post) in posts.enumerated() {
            site.clock.advance(.minutes(660 + Int64(number * 7 % 50)))
            if let one = try await publish(post, number, &site) { expected.append(one) }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        Tree.write(site.directory + ".json", Array(try encoder.encode(expected)))
    }

    private func publish(_ post: DemoPost, _ number: Int, _ site: inout TestSite) async throws -> Expected? {
        let language = post.language ?? site.brand.language
        var root: Receipt?
        var alts: [String] = []
        let published = site.clock.now
        for (index, text) in post.parts.enumerated() {
            let media = index == 0 ? post.photos.compactMap { photo($0, &site) } : []
            alts += media.map { $0.alt ?? "" }
            let request = site.request(
                "demo\(number)x\(index)", text, media: media, index: index, count: post.parts.count,
                language: language, title: index == 0 ? post.title : nil, root: root, parent: root)
            let receipt = try await site.published(request)
            root = root ?? receipt
            site.clock.advance(.seconds(2))
        }
        guard let root else { return nil }
        var texts = post.parts
        if let edited = post.edited {
            site.clock.advance(.minutes(25))
            let request = site.request("demo\(number)x0", edited, language: language, title: post.title)
            _ = try site.receipt(await site.edit(root, request))
            texts[0] = edited
            alts = []
        }
        if post.isDeleted {
            _ = try site.receipt(await site.delete(root))
            return nil
        }
        return Expected(
            key: root.remoteID, url: root.url ?? "", title: post.title, text: texts[0], parts: texts,
            published: String(published.milliseconds / 1000),
            updated: post.edited == nil ? nil : String(site.clock.now.milliseconds / 1000), language: language,
            tags: post.tags, alts: alts)
    }

    /// A picture of the folder of pictures, whose name says its size: `name-1600x900.jpg`.
    private func photo(_ wanted: (name: String, alt: String?), _ site: inout TestSite) -> MediaReference? {
        let path = photos + "/" + wanted.name
        let size = wanted.name.split(separator: "-").last?.split(separator: ".").first?.split(separator: "x") ?? []
        guard let bytes = Tree.bytes(path), size.count == 2, let width = Int(size[0]), let height = Int(size[1]) else {
            return nil
        }
        let digits = Array("0123456789abcdef")
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let hex = wanted.name.utf8.flatMap { byte -> [Character] in
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            return (0..<8).map { digits[Int(hash >> ($0 * 4 + 16)) & 15] }
        }
        let name = String((hex + [Character](repeating: "0", count: 64)).prefix(64))
        site.media.paths[name] = path
        return MediaReference(
            asset: AssetID(rawValue: 1), sha256: name, type: "image/jpeg", byteCount: Int64(bytes.count), width: width,
            height: height, alt: wanted.alt)
    }
}
