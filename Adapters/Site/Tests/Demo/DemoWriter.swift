import FoundationEssentials
import SMMAdapterKit
import SMMModel
import SMMTestSupport
import SiteAdapter

/// Publishes the posts of an example site and notes down what a reader must find.
struct DemoWriter {
    /// The folder of pictures, whose names say their size: `name-1600x900.png`.
    let photos: String
    var site: TestSite

    /// Publishes the posts, oldest first, and writes what must be found beside the site's folder.
    mutating func fill(_ posts: [DemoPost]) async throws {
        var expected: [DemoExpected] = []
        for (number, post) in posts.enumerated() {
            site.clock.advance(.minutes(660 + Int64(number * 7 % 50)))
            if let one = try await publish(post, number) { expected.append(one) }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        Tree.write(site.directory + ".json", Array(try encoder.encode(expected)))
    }

    private mutating func publish(_ post: DemoPost, _ number: Int) async throws -> DemoExpected? {
        let language = post.language ?? site.brand.language
        var receipts: [Receipt] = []
        var parts: [DemoExpected.Part] = []
        for (index, text) in post.parts.enumerated() {
            let media = try (post.photos.indices.contains(index) ? post.photos[index] : []).map { try photo($0) }
            let request = site.request(
                "demo\(number)x\(index)", text, media: media, index: index, count: post.parts.count,
                language: language, title: index == 0 ? post.title : nil, root: receipts.first, parent: receipts.last)
            receipts.append(try await site.published(request))
            parts.append(part(request))
            site.clock.advance(.seconds(post.pause))
        }
        guard let root = receipts.first else { return nil }
        for change in post.changes {
            site.clock.advance(.minutes(25))
            let index = change.part
            guard let text = change.text else {
                _ = try site.receipt(await site.delete(receipts[index]))
                parts[index].key = ""
                continue
            }
            let request = site.request("edit", text, index: index, language: language, title: post.title)
            _ = try site.receipt(await site.edit(receipts[index], request))
            parts[index].text = text
            parts[index].pictures = []
            parts[index].updated = site.clock.now.milliseconds / 1000
        }
        parts.removeAll { $0.key.isEmpty }
        guard let first = parts.first else { return nil }
        return DemoExpected(
            key: root.remoteID, url: root.url ?? "", title: first.key == root.remoteID ? post.title : nil, parts: parts,
            published: first.published, language: language, tags: post.tags)
    }

    private func part(_ request: PublishRequest) -> DemoExpected.Part {
        let unsaid = Words.of(site.brand.language).photo
        return DemoExpected.Part(
            key: request.recordKey, text: request.part.text, published: site.clock.now.milliseconds / 1000,
            pictures: request.part.media.map {
                DemoExpected.Picture(alt: $0.alt ?? unsaid, type: $0.type, byteCount: Int($0.byteCount))
            })
    }

    private mutating func photo(_ wanted: DemoPost.Photo) throws -> MediaReference {
        let path = photos + "/" + wanted.name
        let size = wanted.name.split(separator: "-").last?.split(separator: ".").first?.split(separator: "x") ?? []
        guard let bytes = Tree.bytes(path), size.count == 2, let width = Int(size[0]), let height = Int(size[1]) else {
            throw TestProblem("there is no picture \(path)")
        }
        // A name of 64 digits, different for each picture, as a hash is.
        var random = SeededRandom(seed: wanted.name.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })
        let digits = Array("0123456789abcdef")
        let name = String((0..<64).map { _ in digits[Int(random.next() & 15)] })
        site.media.paths[name] = path
        return MediaReference(
            asset: AssetID(rawValue: 1), sha256: name, type: "image/png", byteCount: Int64(bytes.count), width: width,
            height: height, alt: wanted.alt)
    }
}
