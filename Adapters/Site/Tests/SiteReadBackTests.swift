import Foundation
import Testing

/// What other programs read in a site: feedparser, mf2py and html5lib, by way of `scripts/check-site`.
@Suite("A site read back by other programs")
struct SiteReadBackTests {
    private static let root = String(
        #filePath.dropLast("/Adapters/Site/Tests/SiteReadBackTests.swift".count))
    private static let python = root + "/.venv/bin/python"
    private static var isReady: Bool { FileManager.default.isExecutableFile(atPath: python) }

    /// Runs `scripts/check-site` with a bound on its time; answers its status and what it wrote.
    private static func check(_ arguments: String...) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "300", python, root + "/scripts/check-site"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    @Test(
        "every text, picture, description, date, link and thread comes back, and what is damaged is found",
        .enabled(if: isReady, "skipped: there is no .venv; scripts/python-environment makes it"))
    func readBack() async throws {
        try await withTemporaryFolder { folder in
            #expect(try Self.check("--photos", folder + "/photos").status == 0)
            try await DemoSites.write(folder, photos: folder + "/photos")
            let whole = try Self.check("--sites", folder)
            #expect(whole.status == 0, "\(whole.text.suffix(4000))")
            print("site read back: \(whole.text.split(separator: "\n").last ?? "")")
            for (path, what, other) in Self.damages {
                let kept = try #require(Tree.text(folder + "/" + path))
                let broken = kept.replacing(what, with: other, maxReplacements: 1)
                #expect(broken != kept, "\(path) has no \(what)")
                Tree.write(folder + "/" + path, Array(broken.utf8))
                let site = String(path.prefix { $0 != "/" })
                let result = try Self.check("--sites", folder, "--only", site)
                #expect(result.status == 1 && result.text.contains("FAULT"), "\(path): \(what)")
                Tree.write(folder + "/" + path, Array(kept.utf8))
            }
        }
    }

    /// Small faults, each of which must be found.
    private static let damages = [
        ("bakery/feed.atom", "Rosinenschnecken", "Rosinenschnecke"), ("bakery/feed.json", "+01:00", "+02:00"),
        ("bakery/feed.atom", "mit Kümmel,&lt;br&gt;", "mit Kümmel,"),
        ("bakery/feed.json", "alt=\\\"Ein", "alt=\\\"Kein"),
        ("bakery/index.html", "</article>", ""), ("gallery/index.html", "alt=\"A tall", "alt=\"A small"),
        ("many/page/1/index.html", "Workshop note 7.", "Workshop note 8."),
        ("rtl/2026/11/demo2x0/index.html", "u-in-reply-to\" value=\"", "u-in-reply-to\" value=\"../"),
        ("rtl/2026/11/demo1x0/index.html", "width=\"1600\"", "width=\"1601\""),
        ("empty/index.html", " lang=\"pl\"", ""),
    ]

    /// Writes the example sites for people to look at; runs on its request alone.
    @Test("write the example sites", .enabled(if: ProcessInfo.processInfo.environment["SMM_SITE_DEMO"] != nil))
    func write() async throws {
        let environment = ProcessInfo.processInfo.environment
        let root = try #require(environment["SMM_SITE_DEMO"])
        try await DemoSites.write(root, photos: environment["SMM_SITE_PHOTOS"] ?? root + "/photos")
    }
}
