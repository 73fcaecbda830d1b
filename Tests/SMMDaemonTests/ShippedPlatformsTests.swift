import Foundation
import SMMAdapterKit
import SMMBuiltinAdapters
import SMMConfig
import SMMDaemon
import SMMTestSupport
import Testing

@Suite("The platforms' facts that come with smmd")
struct ShippedPlatformsTests {
    private static let folder =
        String(#filePath.dropLast("/Tests/SMMDaemonTests/ShippedPlatformsTests.swift".count)) + "/etc/platforms.d"

    /// The shipped files, and what a folder of a person's own says beside them.
    private func load(_ own: [String: String] = [:]) async throws -> Configuration {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/smmd.yaml"))
            try FileManager.default.createDirectory(
                atPath: folder + "/platforms.d", withIntermediateDirectories: false)
            for (name, text) in own {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/platforms.d/\(name).yaml"))
            }
            return try ConfigurationLoader.load(directory: folder, shipped: Self.folder)
        }
    }

    @Test("there is a file for each built-in adapter, with source and date, and it says what the adapter says")
    func agree() async throws {
        let shipped = try await load().shippedPlatforms
        for adapter in BuiltinAdapters.all {
            let manifest = adapter.describe()
            let file = try #require(shipped[manifest.platform], "no file for \(manifest.platform)")
            #expect(file.source != nil)
            #expect(file.checked != nil)
            #expect(manifest.corrected(by: file) == manifest)
            #expect(Set(file.media.keys) == Set(manifest.limits.media.keys), "\(manifest.platform)")
            #expect(file.maximumText == manifest.limits.maximumText, "\(manifest.platform)")
            #expect(file.maximumMedia == manifest.limits.maximumMedia, "\(manifest.platform)")
            #expect(file.linkLength == manifest.limits.linkLength, "\(manifest.platform)")
            #expect(file.maximumProfileFields == manifest.limits.maximumProfileFields, "\(manifest.platform)")
            #expect(file.poll.maximumChoices == manifest.limits.poll?.maximumChoices, "\(manifest.platform)")
            #expect(file.poll.maximumChoiceText == manifest.limits.poll?.maximumChoiceText, "\(manifest.platform)")
            #expect(file.poll.minimumSeconds == manifest.limits.poll?.minimumSeconds, "\(manifest.platform)")
            #expect(file.poll.maximumSeconds == manifest.limits.poll?.maximumSeconds, "\(manifest.platform)")
        }
        #expect(shipped.count == BuiltinAdapters.all.count)
    }

    @Test("what a person says of polls, links and profiles is in force")
    func polls() async throws {
        let poll = "poll: {maximum-choices: 3, minimum-seconds: 600}"
        let text = "limits: {link-length: 40, maximum-profile-fields: 2, \(poll)}"
        let configuration = try await load(["mastodon": text + "\n"])
        let file = try #require(configuration.platforms["mastodon"])
        let stock = try #require(BuiltinAdapters.all.first { $0.describe().platform == "mastodon" }).describe()
        let limits = stock.corrected(by: file).limits
        #expect(limits.linkLength == 40)
        #expect(limits.maximumProfileFields == 2)
        #expect(limits.poll?.maximumChoices == 3)
        #expect(limits.poll?.minimumSeconds == 600)
        #expect(limits.poll?.maximumSeconds == stock.limits.poll?.maximumSeconds)
    }

    @Test("beside what an account's server says, a person's file counts where it is narrower, the usual numbers too")
    func narrower() async throws {
        let stock = try #require(BuiltinAdapters.all.first { $0.describe().platform == "mastodon" }).describe()
        let poll = "poll: {maximum-choices: 4, maximum-choice-text: 50, minimum-seconds: 300, maximum-seconds: 3600}"
        let media = "media: {image/jpeg: {maximum-bytes: 16MB, maximum-pixels: 9}, image/jxl: {maximum-bytes: 1MB}}"
        let text = """
            limits: {maximum-text: 500, maximum-media: 4, maximum-alt: 1500, requires-alt: yes, link-length: 1, \
            maximum-parts: 3, maximum-text-bytes: 900, maximum-profile-fields: 2, \(poll), \(media)}

            """
        let file = try #require(try await load(["mastodon": text]).platforms["mastodon"])
        for (factor, isWish) in [(100, true), (1, false)] {
            var server = stock
            server.limits.maximumText = 50 * factor
            server.limits.maximumMedia = factor
            server.limits.maximumAlt = 50 * factor
            server.limits.maximumParts = factor
            server.limits.maximumTextBytes = 50 * factor
            server.limits.maximumProfileFields = factor
            server.limits.linkLength = 40
            server.limits.poll = PollLimit(
                maximumChoices: factor, maximumChoiceText: factor, minimumSeconds: isWish ? 1 : 600,
                maximumSeconds: 1000 * factor)
            server.limits.media = ["image/jpeg": MediaLimit(maximumBytes: 1_000_000 * Int64(factor), maximumPixels: 5)]
            let limits = server.narrowed(to: file).limits
            #expect(limits.maximumText == (isWish ? 500 : 50))
            #expect(limits.maximumMedia == (isWish ? 4 : 1))
            #expect(limits.maximumAlt == (isWish ? 1500 : 50))
            #expect(limits.maximumParts == (isWish ? 3 : 1))
            #expect(limits.maximumTextBytes == (isWish ? 900 : 50))
            #expect(limits.maximumProfileFields == (isWish ? 2 : 1))
            #expect(limits.requiresAlt)
            #expect(limits.linkLength == 40)
            #expect(
                limits.poll
                    == PollLimit(
                        maximumChoices: isWish ? 4 : 1, maximumChoiceText: isWish ? 50 : 1,
                        minimumSeconds: isWish ? 300 : 600, maximumSeconds: isWish ? 3600 : 1000))
            let bytes = try #require(file.media["image/jpeg"]?.maximumBytes)
            #expect(
                limits.media
                    == ["image/jpeg": MediaLimit(maximumBytes: isWish ? bytes : 1_000_000, maximumPixels: 5)])
        }
    }

    @Test("a person's file goes before the shipped one, key by key")
    func override() async throws {
        let configuration = try await load(["bluesky": "limits: {maximum-text: 280}\nchecked: 2026-12-01\n"])
        let manifest = try #require(BuiltinAdapters.all.first { $0.describe().platform == "bluesky" }).describe()
        let inForce = [configuration.shippedPlatforms, configuration.platforms].compactMap { $0["bluesky"] }
            .reduce(manifest) { $0.corrected(by: $1) }
        #expect(inForce.limits.maximumText == 280)
        #expect(inForce.limits.maximumTextBytes == 3000)
        #expect(inForce.checked == "2026-12-01")
        #expect(inForce.source == manifest.source)
    }
}
