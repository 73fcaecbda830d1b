import Foundation
import SMMModel
import SMMTime
import Synchronization
import Testing

@Suite("The zone database")
struct TimeZoneDirectoryTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "smm-zones-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func write(_ builder: TZifBuilder, _ path: String) throws {
        // A package upgrade replaces a file by renaming a new one over it.
        try Data(builder.bytes()).write(to: URL(filePath: path), options: .atomic)
    }

    private func failure(_ directory: TimeZoneDirectory, _ name: String) -> TimeDataError? {
        do throws(TimeDataError) {
            _ = try directory.zone(named: name)
            return nil
        } catch { return error }
    }

    @Test("a replaced file reaches a directory that has read the old one")
    func update() throws {
        try withFolder { folder in
            let directory = TimeZoneDirectory(root: folder)
            try write(TZifBuilder(footer: Array("\nAAA-1\n".utf8)), folder + "/Town")
            #expect(try directory.zone(named: "Town").offset(at: Instant(seconds: 0)).seconds == 3600)
            try write(TZifBuilder(footer: Array("\nAAA-2\n".utf8)), folder + "/Town")
            #expect(try directory.zone(named: "Town").offset(at: Instant(seconds: 0)).seconds == 7200)
            try Data("no".utf8).write(to: URL(filePath: folder + "/Town"), options: .atomic)
            #expect(failure(directory, "Town")?.code == .damaged)
            try FileManager.default.removeItem(atPath: folder + "/Town")
            #expect(failure(directory, "Town")?.code == .missingDatabase)
        }
    }

    @Test("with a clock, what was replaced is seen within a second")
    func clock() throws {
        try withFolder { folder in
            let clock = Ticks()
            let directory = TimeZoneDirectory(root: folder, clock: clock)
            func offset() throws -> Int { try directory.zone(named: "Town").offset(at: Instant(seconds: 0)).seconds }
            try write(TZifBuilder(footer: Array("\nAAA-1\n".utf8)), folder + "/Town")
            let first = directory.version()
            #expect(try offset() == 3600)
            try write(TZifBuilder(footer: Array("\nAAA-2\n".utf8)), folder + "/Town")
            clock.pass(.milliseconds(999))
            #expect(try offset() == 3600 && directory.version() == first)
            clock.pass(.milliseconds(1))
            #expect(try offset() == 7200 && directory.version() != first)
            try FileManager.default.removeItem(atPath: folder + "/Town")
            clock.pass(.seconds(1))
            #expect(failure(directory, "Town")?.code == .missingDatabase)
        }
    }

    /// A clock that goes when it is told to.
    private final class Ticks: TimeSource {
        private let state = Mutex(Milliseconds.zero)

        var now: Instant { Instant(milliseconds: 0) }
        var monotonic: Milliseconds { state.withLock { $0 } }
        func pass(_ span: Milliseconds) { state.withLock { $0 = Milliseconds(count: $0.count + span.count) } }
    }

    @Test(
        "names that lead elsewhere are refused before any file is touched",
        arguments: [
            "", "/etc/passwd", "../zoneinfo/UTC", "Europe/../UTC", "Europe//Berlin", "Europe/", ".", "Europe/./Berlin",
            "Europe\\Berlin", "Eur\u{0}ope", "Europe/Berlin ", "right/UTC", "posix/UTC", "localtime", "Zürich",
            "\u{1B}[2J",
        ])
    func invalidNames(_ name: String) throws {
        let error = try #require(failure(TimeZoneDirectory(), name))
        #expect(error.code == .invalidName)
        #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test(
        "a typo gets the nearest name",
        arguments: [
            ("Europe/Berlim", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"),
            ("Europe/Belrin", "Europe/Berlin"), ("Amercia/New_York", "America/New_York"),
            ("new_york", "America/New_York"),
            ("utc", "Etc/UTC"), ("Lisbonn", "Europe/Lisbon"),
        ])
    func suggestions(_ name: String, _ expected: String) throws {
        let error = try #require(failure(TimeZoneDirectory(), name))
        #expect(error.code == .unknownZone)
        #expect(error.suggestion == expected)
    }

    @Test("a name like no other gets no suggestion, a folder is no zone")
    func noSuggestion() throws {
        let directory = TimeZoneDirectory()
        #expect(failure(directory, "Qqqqqqqq/Xxxxxxxx")?.suggestion == nil)
        #expect(failure(directory, "Europe")?.code == .unknownZone)
        #expect(failure(directory, String(repeating: "a", count: 128))?.code == .unknownZone)
    }

    @Test("without a database UTC works and the error says what to install")
    func missing() throws {
        let directory = TimeZoneDirectory(root: "/nonexistent")
        #expect(try directory.zone(named: "UTC") == .utc)
        #expect(failure(directory, "Europe/Berlin")?.message.contains("install the package tzdata") == true)
    }

    @Test("a pipe in the place of a zone is an error at once")
    func pipe() throws {
        try withFolder { folder in
            #expect(mkfifo(folder + "/Town", 0o600) == 0)
            #expect(failure(TimeZoneDirectory(root: folder), "Town")?.code == .unreadable)
        }
    }

    @Test("the version is the stated one, else a mark of the content")
    func version() throws {
        try withFolder { folder in
            let directory = TimeZoneDirectory(root: folder)
            try write(TZifBuilder(), folder + "/Town")
            let first = directory.version()
            #expect(first.hasPrefix("fnv1a-") && first.utf8.count == 22)
            try write(TZifBuilder(footer: Array("\nAAA-2\n".utf8)), folder + "/Town")
            #expect(directory.version() != first)
            try Data("2024a\n".utf8).write(to: URL(filePath: folder + "/+VERSION"), options: .atomic)
            #expect(directory.version() == "2024a")
            try Data("# version 2025b\n# more".utf8).write(to: URL(filePath: folder + "/tzdata.zi"), options: .atomic)
            #expect(directory.version() == "2025b")
            try Data("# version 2025c\n# more".utf8).write(to: URL(filePath: folder + "/tzdata.zi"), options: .atomic)
            #expect(directory.version() == "2025c")
        }
    }

    @Test("many threads may ask at once")
    func threads() async throws {
        let directory = TimeZoneDirectory()
        let names = directory.names().prefix(40)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { names.allSatisfy { (try? directory.zone(named: $0)) != nil } }
            }
            for await isGood in group { #expect(isGood) }
        }
    }

    @Test("the machine's own zone is read from the link")
    func systemZone() throws {
        try withFolder { folder in
            let link = folder + "/localtime"
            #expect(TimeZoneDirectory.systemZoneName(localtime: link) == nil)
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: "/usr/share/zoneinfo/Europe/Berlin")
            #expect(TimeZoneDirectory.systemZoneName(localtime: link) == "Europe/Berlin")
        }
    }
}
