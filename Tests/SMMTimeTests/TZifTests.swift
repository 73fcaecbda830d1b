import Foundation
import SMMModel
import SMMTestSupport
import SMMTime
import Testing

@Suite("Zone files")
struct TZifTests {
    private func damage(_ change: (inout TZifBuilder) -> Void) -> String? {
        var builder = TZifBuilder()
        change(&builder)
        let bytes = builder.bytes()
        do throws(TimeDataError) {
            _ = try TZif(bytes: bytes)
            return nil
        } catch {
            #expect(error.code == .damaged)
            return error.message
        }
    }

    @Test("versions 1 to 4 are read, version 1 without a rule")
    func versions() throws {
        for version in [UInt8(0), 0x32, 0x33, 0x34] {
            var builder = TZifBuilder(version: version)
            builder.transitions = [0, 1000]
            builder.indices = [1, 0]
            builder.types = [(3600, 0, 0), (7200, 1, 0)]
            let file = try TZif(bytes: builder.bytes())
            #expect(file.version == (version == 0 ? 1 : Int(version) - 0x30))
            #expect(file.period(at: -1).offset.seconds == 3600)
            #expect(file.period(at: 0).offset == ZoneOffset(seconds: 7200, abbreviation: "UTC", isDaylightSaving: true))
            #expect(file.period(at: 999).end == 1000)
            #expect(file.period(at: 1000).offset.seconds == (version == 0 ? 3600 : 0))
            #expect((file.rule == nil) == (version == 0))
        }
    }

    @Test("an empty footer leaves the last offset in force")
    func emptyFooter() throws {
        let file = try TZif(bytes: TZifBuilder(footer: [0x0A, 0x0A]).bytes())
        #expect(file.rule == nil)
        #expect(file.period(at: .max).offset.seconds == 0)
    }

    @Test("what RFC 9636 forbids is an error that says what is wrong")
    func forbidden() throws {
        #expect(damage { _ in } == nil)
        #expect(damage { $0.version = 0x31 } == "The version byte is 49, neither 0 nor a digit from 2.")
        #expect(damage { $0.types = [] } == "The file has 0 offset types; 1 to 256 are possible.")
        #expect(damage { $0.characters = [] } == "The file has no abbreviations.")
        #expect(damage { $0.characters = [0x55, 0x54] } == "An abbreviation runs out of the file.")
        #expect(damage { $0.characters = [0x1B, 0] } == "An abbreviation has characters other than printable ASCII.")
        #expect(damage { $0.types = [(Int32.min, 0, 0)] } == "An offset of -2147483648 seconds is beyond 26 hours.")
        #expect(damage { $0.types = [(0, 2, 0)] } == "A daylight flag is neither 0 nor 1.")
        #expect(damage { $0.leapCount = 1 }?.contains("leap seconds") == true)
        #expect(damage { $0.footer = [0x0A] } == "The footer does not stand between two newlines.")
        #expect(damage { $0.footer = [] } == "The footer does not stand between two newlines.")
        #expect(damage { $0.footer = Array("\nCET-1CEST\n".utf8) }?.contains("daylight time has no start") == true)
        #expect(
            damage {
                $0.transitions = [5, 5]
                $0.indices = [0, 0]
            } == "The transitions are not in ascending order.")
        #expect(
            damage {
                $0.transitions = [5]
                $0.indices = [1]
            } == "A transition names an offset type that is not there.")
        #expect(damage { $0.transitions = [5, 6] } != nil)
    }

    @Test("a header that promises four thousand million records is refused before anything is reserved")
    func hugeCounts() {
        var bytes = TZifBuilder(version: 0).bytes()
        for field in 0..<6 {
            bytes.replaceSubrange((20 + field * 4)..<(24 + field * 4), with: [0xFF, 0xFF, 0xFF, 0xFF])
        }
        #expect(throws: TimeDataError.self) { try TZif(bytes: bytes) }
        #expect(throws: TimeDataError.self) { try TZif(bytes: [UInt8](repeating: 0, count: TZif.largestFile + 1)) }
    }

    @Test("a real file cut at any byte or with any byte changed is read or refused, and then answers")
    func mutations() throws {
        let url = URL(filePath: "/usr/share/zoneinfo/Europe/Dublin")
        let bytes = [UInt8](try Data(contentsOf: url))
        for length in 0..<bytes.count where length != bytes.count {
            #expect(throws: TimeDataError.self, "cut at \(length)") { try TZif(bytes: Array(bytes[0..<length])) }
        }
        var generator = SeededRandom(seed: 42)
        var read = 0
        for _ in 0..<4000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                changed[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            guard let data = try? TZif(bytes: changed) else { continue }
            read += 1
            let zone = Zone(name: "X", data: data)
            for milliseconds in [Int64.min, -1, 0, 1_793_000_000_000, .max] {
                let instant = Instant(milliseconds: milliseconds)
                _ = zone.resolve(zone.wall(at: instant))
                _ = zone.nextTransition(after: instant)
            }
        }
        #expect(read > 100)
    }
}
