import Foundation
import SMMModel
import SMMTestSupport
import SMMTime
import Testing

/// SMMTime against Python's zoneinfo: an independent reader of the same files.
@Suite("Zones agree with an independent implementation")
struct ZoneOracleTests {
    private static let root = "/usr/share/zoneinfo"
    private static let lastSecond: Int64 = 4_133_980_800
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/zone-oracle.py").path

    struct Counts {
        var zones = 0
        var transitions = 0
        var probes = 0
        var walls = 0
        var gaps = 0
        var overlaps = 0
        var failures: [String] = []

        mutating func fail(_ text: String) { failures.append(text) }
    }

    @Test("every zone and every transition from 1970 to 2100 agrees with Python's zoneinfo, both folds")
    func everyTransition() throws {
        guard let answers = try Self.answers() else { return }
        let directory = TimeZoneDirectory(root: Self.root)
        var counts = Counts()
        try answers.withUnsafeBytes { bytes in
            var reader = OracleReader(bytes)
            while !reader.isAtEnd { try Self.compare(&reader, directory, &counts) }
        }
        print(
            "zone oracle: \(counts.zones) zones, \(counts.transitions) transitions, \(counts.probes) offsets, "
                + "\(counts.walls) wall times twice (\(counts.gaps) in gaps, \(counts.overlaps) in overlaps), "
                + "\(counts.failures.count) differences")
        #expect(counts.failures.prefix(20) == [])
        #expect(counts.zones == directory.names().count)
        #expect(counts.zones > 300)
        #expect(counts.transitions > 10_000)
        #expect(counts.gaps > 1000)
        #expect(counts.overlaps > 1000)
    }

    private static func answers() throws -> Data? {
        let run = try ProgramRun(["/usr/bin/env", "python3", script, root])
        if run.status == 0 { return Data(run.output) }
        // 127: env found no python3.
        let isMissing = run.status == 127
        let isRequired = ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"
        #expect(isMissing && !isRequired, "zone-oracle.py ended with \(run.status)")
        if isMissing { print("zone oracle: skipped, there is no python3") }
        return nil
    }

    private static func compare(
        _ reader: inout OracleReader, _ directory: TimeZoneDirectory, _ counts: inout Counts
    ) throws {
        let name = reader.text(Int(reader.number(UInt16.self)))
        let zone = try directory.zone(named: name)
        counts.zones += 1
        let transitions = (0..<reader.number(UInt32.self)).map { _ in reader.number(Int64.self) }
        counts.transitions += transitions.count
        let ours = Self.transitions(zone)
        if ours != transitions { counts.fail("\(name): \(ours.count) transitions, Python has \(transitions.count)") }
        for _ in 0..<reader.number(UInt32.self) { compareOffset(&reader, zone, &counts) }
        for _ in 0..<reader.number(UInt32.self) { compareWall(&reader, zone, &counts) }
    }

    private static func transitions(_ zone: Zone) -> [Int64] {
        var found: [Int64] = []
        var instant = Instant(seconds: -1)
        while let next = zone.nextTransition(after: instant), next < Instant(seconds: lastSecond) {
            found.append(next.milliseconds / 1000)
            instant = next
        }
        return found
    }

    private static func compareOffset(_ reader: inout OracleReader, _ zone: Zone, _ counts: inout Counts) {
        let second = reader.number(Int64.self)
        let expected = ZoneOffset(
            seconds: Int(reader.number(Int32.self)), isDaylightSaving: reader.number(UInt8.self) == 1,
            abbreviation: reader.text(11))
        counts.probes += 1
        let offset = zone.offset(at: Instant(seconds: second))
        if offset != expected { counts.fail("\(zone.name) at \(second): \(offset), Python says \(expected)") }
    }

    private static func compareWall(_ reader: inout OracleReader, _ zone: Zone, _ counts: inout Counts) {
        let wall = WallTime(secondsSinceEpoch: reader.number(Int64.self))
        let zero = Instant(seconds: reader.number(Int64.self))
        let one = Instant(seconds: reader.number(Int64.self))
        let transition = Instant(seconds: reader.number(Int64.self))
        counts.walls += 1
        let resolution = zone.resolve(wall)
        let agrees: Bool
        switch resolution {
        case .unique(let instant):
            agrees = instant == zero && instant == one && zone.wall(at: instant) == wall
        case .gap(let before, let after, let nextValid):
            counts.gaps += 1
            agrees = after == zero && before == one && nextValid == transition
        case .overlap(let first, let second):
            counts.overlaps += 1
            agrees = first == zero && second == one && zone.fold(at: first) == 0 && zone.fold(at: second) == 1
        }
        if !agrees { counts.fail("\(zone.name) \(wall): \(resolution), Python says \(zero) and \(one)") }
    }
}

extension ZoneOffset {
    fileprivate init(seconds: Int, isDaylightSaving: Bool, abbreviation: String) {
        self.init(seconds: seconds, abbreviation: abbreviation, isDaylightSaving: isDaylightSaving)
    }
}
