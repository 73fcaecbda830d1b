import Foundation
import SMMConfig
import Testing

@Suite("The reference page and the example stay true")
struct ReferenceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    /// The rows of the page's tables below a heading, up to the next heading of the same depth.
    private func rows(below heading: String) throws -> [[String]] {
        var isInside = false
        var rows: [[String]] = []
        for line in try text("docs/configuration.md").split(separator: "\n") {
            if line.hasPrefix("## ") { isInside = line == "## \(heading)" }
            guard isInside, line.hasPrefix("| `") else { continue }
            rows.append(
                line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                    .map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return rows
    }

    private func compare(_ keys: [KeyDescription], _ heading: String) throws {
        let rows = try rows(below: heading)
        #expect(rows.map(\.first) == keys.map { "`\($0.key)`" }, "the page lists every key in the order of the file")
        for (row, key) in zip(rows, keys) {
            #expect(row.count == 4, "\(key.key)")
            #expect(row.dropFirst().first == key.form, "\(key.key)")
            #expect(row.dropFirst(2).first == (key.standard.isEmpty ? "" : "`\(key.standard)`"), "\(key.key)")
            #expect((row.last ?? "").count > 10, "\(key.key) has no meaning")
        }
    }

    @Test("docs/configuration.md names every key with its form and default")
    func page() throws {
        #expect(Configuration.keys.count > 45)
        try compare(Configuration.keys, "smmd.yaml")
        try compare(BrandConfiguration.keys, "brands.d/NAME.yaml")
        try compare(PlatformConfiguration.keys, "platforms.d/PLATFORM.yaml")
    }

    @Test("the examples of errors on the page are what is really said")
    func messages() throws {
        let page = try text("docs/configuration.md")
        let wrong = "fuse:\n\npublishing:\n  leese: 1s\n\n\n\nbreaker:\n"
        do throws(ConfigurationErrors) {
            _ = try ConfigurationLoader.parse(wrong, file: "/etc/smmd/smmd.yaml")
            Issue.record("the text should be wrong")
        } catch { #expect(page.contains(error.description), "\(error)") }
        do throws(ConfigurationErrors) {
            let text = String(repeating: "\n", count: 7) + "fuse:\n  per-hour: 2 dozen"
            _ = try ConfigurationLoader.parse(text, file: "/etc/smmd/smmd.yaml")
            Issue.record("the text should be wrong")
        } catch { #expect(page.contains(error.description), "\(error)") }
    }

    @Test("the brand example on the page loads")
    func brandExample() throws {
        let page = try text("docs/configuration.md")
        let start = try #require(page.range(of: "```yaml\n"))
        let end = try #require(page.range(of: "```", range: start.upperBound..<page.endIndex))
        let folder = FileManager.default.temporaryDirectory.appending(path: "smm-config-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "brands.d"), withIntermediateDirectories: true)
        try Data().write(to: folder.appending(path: "smmd.yaml"))
        try Data(page[start.upperBound..<end.lowerBound].utf8).write(to: folder.appending(path: "brands.d/brandt.yaml"))
        #expect(try ConfigurationLoader.load(directory: folder.path).brands["brandt"]?.colour == "#8a4b12")
    }

    @Test("etc/smmd.yaml loads and changes nothing")
    func exampleAsIs() throws {
        var read = try ConfigurationLoader.load(directory: Self.root.appending(path: "etc").path)
        // The facts of the platforms are not a person's corrections; they are compared with the adapters elsewhere.
        read.platforms = [:]
        #expect(read == Configuration())
    }

    @Test("every line of etc/smmd.yaml that shows a default may lose its # and still shows the default")
    func exampleUncommented() throws {
        let text = try text("etc/smmd.yaml").split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                // "# Word" is prose; "#key" and "#  key" are settings.
                let isProse =
                    line.hasPrefix("# ") && !line.hasPrefix("#  ") || line.hasPrefix("#     ") && !line.contains(": ")
                return isProse || !line.hasPrefix("#") ? String(line) : String(line.dropFirst())
            }
            .joined(separator: "\n")
        var read = try ConfigurationLoader.parse(text)
        #expect(read.notify.mail.isOn && read.notify.ntfy.isOn)
        read.notify.mail.to = []
        read.notify.mail.from = nil
        read.notify.ntfy = NtfyConfiguration()
        #expect(read.door.url != nil)
        read.door.url = nil
        #expect(read == Configuration())
        for key in Configuration.keys {
            let name = key.key.split(separator: ".").last ?? ""
            #expect(text.contains("\n\(indent(key.key))\(name):"), "\(key.key) is missing in etc/smmd.yaml")
        }
    }

    private func indent(_ key: String) -> String {
        String(repeating: "  ", count: key.count { $0 == "." })
    }
}
