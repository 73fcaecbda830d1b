import Foundation
import SMMConfig
import SMMModel
import SMMTime
import Testing

@Suite("Configuration folders")
struct LoaderTests {
    private func load(
        _ files: [String: String], zones: TimeZoneDirectory? = nil, leaveOut: ((ConfigurationErrors) -> Void)? = nil
    ) throws -> Result<Configuration, ConfigurationErrors> {
        let folder = FileManager.default.temporaryDirectory.appending(path: "smm-config-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let url = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        do throws(ConfigurationErrors) {
            return .success(try ConfigurationLoader.load(directory: folder.path, zones: zones, leaveOut: leaveOut))
        } catch { return .failure(error) }
    }

    private func failures(
        _ files: [String: String], zones: TimeZoneDirectory? = nil
    ) throws -> [ConfigurationError] {
        guard case .failure(let errors) = try load(files, zones: zones) else { return [] }
        return errors.errors
    }

    @Test("the main file, brands and platforms make one configuration")
    func whole() throws {
        let read = try load([
            "smmd.yaml": "log-level: debug",
            "brands.d/brandt.yaml": """
            title: Bäckerei Brandt
            language: no
            time-zone: Europe/Berlin
            colour: "#8a4b12"
            site:
              title: 09:30
            """,
            "platforms.d/mastodon.yaml":
                "limits:\n  maximum-text: 500\n  media:\n    image/png:\n      maximum-bytes: 8MB\nsettle: 90s",
            "platforms.d/empty.yaml": "# nothing yet",
            "brands.d/README": "not ours",
            "brands.d/.hidden.yaml": "broken: [",
            "brands.d/old.yaml~": "broken: [",
        ]).get()
        #expect(read.logLevel == .debug)
        let brand = try #require(read.brands["brandt"])
        #expect(read.brands.count == 1)
        #expect(brand.title == "Bäckerei Brandt")
        #expect(brand.language == "no", "Norwegian, not false")
        #expect(brand.zone == "Europe/Berlin")
        #expect(brand.colour == "#8a4b12")
        #expect(brand.siteTitle == "09:30", "a text, not a number to the base of 60")
        #expect(read.platforms.keys.sorted() == ["mastodon"])
        let platform = try #require(read.platforms["mastodon"])
        #expect(platform.maximumText == 500 && platform.maximumMedia == nil)
        #expect(platform.media["image/png"]?.maximumBytes == 8_000_000)
        #expect(platform.settle == .seconds(90))
    }

    @Test("mistakes in all files are told together, by file and line")
    func allFiles() throws {
        let errors = try failures([
            "smmd.yaml": "log-level: loud",
            "brands.d/brandt.yaml": "language: deutsch!\ncolour: #8a4b12\ncolor: x",
            "brands.d/cafe.yaml": "time-zone: ../etc\nsite: x",
            "brands.d/other.yml": "title: x",
            "brands.d/Big Name.yaml": "title: x",
            "platforms.d/x.yaml": "a: 1\na: 2",
            "platforms.d/y.yaml": "just text",
        ])
        let told = errors.map {
            "\($0.position.file.split(separator: "/").last ?? ""):\($0.position.line) \($0.code.rawValue)"
        }
        #expect(
            told == [
                "Big Name.yaml:1 config-unreadable",
                "brandt.yaml:1 config-wrong-form", "brandt.yaml:2 config-wrong-form",
                "brandt.yaml:3 config-unknown-key",
                "cafe.yaml:1 config-wrong-form", "cafe.yaml:2 config-wrong-form",
                "other.yml:1 config-unreadable",
                "x.yaml:2 config-duplicate-key", "y.yaml:1 config-wrong-form",
                "smmd.yaml:1 config-out-of-range",
            ])
        let colour = errors.first { $0.key == "colour" }
        #expect(colour?.message == "The key has no value.")
        #expect(colour?.allowed == "a colour in quotes such as \"#1a6b54\"")
    }

    @Test("with the system's zones at hand, what a brand could not be given is refused, in all files")
    func brandsThatCannotBeApplied() throws {
        let errors = try failures(
            [
                "smmd.yaml": "",
                "brands.d/a.yaml": "time-zone: Europe/Berln",
                "brands.d/b.yaml": "title: \(String(repeating: "ä", count: 101))\ntime-zone: Europe/Berlin",
                "brands.d/c.yaml": "title: \"  \"\nlanguage: de-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd",
            ], zones: TimeZoneDirectory())
        let told = errors.map { "\($0.position.file.split(separator: "/").last ?? ""):\($0.position.line) \($0.key)" }
        #expect(told == ["a.yaml:1 time-zone", "b.yaml:1 title", "c.yaml:1 title", "c.yaml:2 language"])
        #expect(errors.first?.message.contains("There is no time zone 'Europe/Berln'") == true)
        #expect(errors.first?.allowed == "a name such as Europe/Berlin")
        #expect(errors.first?.suggestion == "Europe/Berlin")
    }

    @Test("a start leaves out a brand's file with a mistake, alone; what is wrong elsewhere is refused all the same")
    func leftOut() throws {
        let files = [
            "smmd.yaml": "", "brands.d/a.yaml": "title: \"  \"\nlanguage: deutsch!", "brands.d/b.yaml": "title: B",
            "brands.d/c.yaml": "titel: C", "brands.d/d.yaml": "title: [", "brands.d/e.yml": "title: E",
            "brands.d/harbour copy.yaml": "title: F", "brands.d/Bad_Name.yaml": "title: G",
        ]
        var told: [ConfigurationErrors] = []
        let read = try load(files) { told.append($0) }.get()
        #expect(read.brands.keys.sorted() == ["b"])
        #expect(
            told.map { $0.errors.map { "\($0.position.file.split(separator: "/").last ?? ""):\($0.position.line)" } }
                == [
                    ["Bad_Name.yaml:1"], ["e.yml:1"], ["harbour copy.yaml:1"], ["a.yaml:1", "a.yaml:2"], ["c.yaml:1"],
                    ["d.yaml:2"],
                ])
        #expect(try failures(files).count == 7)
        guard case .failure(let errors) = try load(files.merging(["smmd.yaml": "x: 1"]) { $1 }, leaveOut: { _ in })
        else {
            Issue.record("a mistake in smmd.yaml was passed over")
            return
        }
        #expect(errors.errors.map(\.code) == [.unknownKey])
    }

    @Test("a folder of brands that cannot be read is no file that can be done without")
    func noFolder() throws {
        var leftOut = 0
        let read = try load(["smmd.yaml": "", "brands.d": "no folder"], leaveOut: { _ in leftOut += 1 })
        guard case .failure(let errors) = read else {
            Issue.record("the folder was passed over")
            return
        }
        #expect(errors.errors.map(\.code) == [.unreadable] && leftOut == 0)
    }

    @Test("a folder without smmd.yaml does not start on defaults")
    func missing() throws {
        let errors = try failures(["other.yaml": ""])
        #expect(errors.map(\.code) == [.unreadable])
        #expect(errors.first?.message == "The file cannot be read: No such file or directory.")
    }

    @Test("a file that is not UTF-8, too large or no file is an error")
    func notText() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "smm-config-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "smmd.yaml")
        func message() throws -> String? {
            do throws(ConfigurationErrors) {
                _ = try ConfigurationLoader.load(directory: folder.path)
                return nil
            } catch { return error.errors.first.map { "\($0.position.line) \($0.message)" } }
        }
        try Data([0x61, 0x3A, 0x20, 0x62, 0x0A, 0x63, 0xFF]).write(to: file)
        #expect(try message() == "2 The line is not valid UTF-8.")
        try Data(repeating: 0x20, count: (1 << 20) + 1).write(to: file)
        #expect(try message() == "1 The file cannot be read: it has more than 1048576 bytes.")
        try FileManager.default.removeItem(at: file)
        #expect(mkfifo(file.path, 0o600) == 0)
        #expect(try message() == "1 The file cannot be read: it is not a regular file.")
    }
}
