import Glibc
import SMMAPI
import SMMModel
import Testing

@Suite("What is in a photo, and what networks receive of it")
struct MediaLookTests {
    private static let facts = AssetFacts(
        bands: 3, bits: 8, colour: "RGB", hasProfile: true, removed: ["position", "EXIF"])

    @Test("probe sends the file as a dry run and says what is in it")
    func probe() async throws {
        let asset = AssetView(
            id: AssetID(rawValue: 1 << 40), brand: Fixture.brand, sha256: String(repeating: "ab", count: 32),
            type: "image/jpeg", byteCount: 4, width: 3, height: 2, frames: 1, createdAt: Fixture.made, facts: Self.facts
        )
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.png")
            try await Fixture.withDaemon { _ in
                .json(201, Fixture.json(asset))
            } _: { daemon in
                let result = await Fixture.run(["media", "probe", folder + "/a.png", "--brand", "bakery"], daemon)
                #expect(result.status == 0)
                for words in ["image/jpeg", "3 × 2", "RGB, 3 × 8 bits, with a profile", "position, EXIF"] {
                    #expect(result.output.contains(words), "\(words): \(result.output)")
                }
                #expect(daemon.requests.map(\.path) == ["/v1/media"])
                #expect(daemon.requests.first?.query["dryRun"] == "true")
            }
        }
    }

    private static func preview(_ networks: [MediaPreviewNetwork]) -> MediaPreviewView {
        MediaPreviewView(
            type: "image/jpeg", byteCount: 4, width: 3, height: 2, frames: 1, facts: facts, networks: networks)
    }

    @Test("preview lists what each network receives, and why one receives nothing")
    func preview() async throws {
        let view = Self.preview([
            MediaPreviewNetwork(
                platform: "bluesky", title: "Bluesky", outcome: "cleaned", type: "image/jpeg", byteCount: 3, width: 3,
                height: 2),
            MediaPreviewNetwork(platform: "site", title: "Site", outcome: "refused", reason: "It is too large."),
        ])
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.jpg")
            try await Fixture.withDaemon { _ in
                .json(200, Fixture.json(view))
            } _: { daemon in
                let arguments = ["media", "preview", folder + "/a.jpg", "--brand", "bakery"]
                let result = await Fixture.run(arguments, daemon)
                #expect(result.status == 0)
                for words in ["Taken out: position, EXIF", "bluesky", "cleaned", "It is too large."] {
                    #expect(result.output.contains(words), "\(words): \(result.output)")
                }
                #expect(daemon.requests.map(\.path) == ["/v1/media/preview"])
                #expect(daemon.requests.first?.query["content"] == nil)
                let json = await Fixture.run(arguments + ["--format", "json"], daemon)
                let shown = try WireJSON.decode(MediaPreviewView.self, from: Array(json.output.utf8))
                #expect(shown == view)
            }
        }
    }

    @Test("--output writes the pictures and never over one that is there; the JSON leaves them out")
    func output() async throws {
        let view = Self.preview([
            MediaPreviewNetwork(
                platform: "bluesky", title: "Bluesky", outcome: "made to fit", type: "image/jpeg", byteCount: 3,
                width: 3, height: 2, content: Base64Text.encode([7, 8, 9]))
        ])
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.jpg")
            try await Fixture.withDaemon { _ in
                .json(200, Fixture.json(view))
            } _: { daemon in
                let arguments = [
                    "media", "preview", folder + "/a.jpg", "--brand", "bakery", "--for", "bluesky", "--output", folder,
                    "--format", "json",
                ]
                let result = await Fixture.run(arguments, daemon)
                #expect(result.status == 0)
                #expect(daemon.requests.first?.query["content"] == "true")
                #expect(daemon.requests.first?.query["network"] == "bluesky")
                #expect(!result.output.contains("content"))
                let descriptor = open(folder + "/bluesky.jpg", O_RDONLY)
                defer { close(descriptor) }
                var bytes = [UInt8](repeating: 0, count: 8)
                #expect(read(descriptor, &bytes, 8) == 3 && bytes.prefix(3) == [7, 8, 9])
                let again = await Fixture.run(arguments, daemon)
                #expect(again.status == 1)
                #expect(again.error.contains("There is a file of that name already."))
            }
        }
    }

    @Test("--output without a network asks for one picture after the other, each of any size")
    func outputForAll() async throws {
        // One of them alone is larger than the answers that are taken otherwise, as are the other two together.
        let sizes = ["bluesky": 8_000_000, "mastodon": 8_000_000, "site": 14_000_000]
        let cinema = MediaPreviewNetwork(platform: "cinema", title: "Cinema", outcome: "refused", reason: "No.")
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.jpg")
            try await Fixture.withDaemon { request in
                let network = request.query["network"]
                let isWanted = request.query["content"] == "true"
                let networks = sizes.filter { network == nil || $0.key == network }.map { name, size in
                    MediaPreviewNetwork(
                        platform: name, title: name, outcome: "cleaned", type: "image/jpeg", byteCount: Int64(size),
                        content: isWanted ? Base64Text.encode([UInt8](repeating: 7, count: size)) : nil)
                }
                return .json(
                    200, Fixture.json(Self.preview(networks.sorted { $0.platform < $1.platform } + [cinema])))
            } _: { daemon in
                let arguments = ["media", "preview", folder + "/a.jpg", "--brand", "bakery", "--output", folder]
                let result = await Fixture.run(arguments + ["--format", "json"], daemon)
                #expect(result.status == 0, "\(result.error)")
                #expect(
                    daemon.requests.map { $0.query["network"] ?? "all" } == ["all", "bluesky", "mastodon", "site"])
                let shown = try WireJSON.decode(MediaPreviewView.self, from: Array(result.output.utf8))
                #expect(shown.networks.map(\.platform) == ["bluesky", "mastodon", "site", "cinema"])
                #expect(shown.networks.allSatisfy { $0.content == nil })
                for (name, size) in sizes {
                    var status = stat()
                    #expect(stat("\(folder)/\(name).jpg", &status) == 0 && Int(status.st_size) == size, "\(name)")
                }
            }
        }
    }

    @Test("where no network takes it, the status says so")
    func refused() async throws {
        let view = Self.preview([
            MediaPreviewNetwork(platform: "site", title: "Site", outcome: "refused", reason: "It is too large.")
        ])
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.jpg")
            try await Fixture.withDaemon { _ in
                .json(200, Fixture.json(view))
            } _: { daemon in
                let arguments = ["media", "preview", folder + "/a.jpg", "--brand", "bakery"]
                #expect(await Fixture.run(arguments, daemon).status == 1)
            }
        }
    }
}
