import SMMControl
import SMMTestSupport
import Testing

@Suite("What films tell")
struct MovieTracesTests {
    /// The bytes with everything overwritten that is to be.
    static func overwritten(_ bytes: [UInt8], _ blanks: [MediaBlank]) -> [UInt8] {
        var clean = bytes
        for blank in blanks {
            let range = Int(blank.start)..<Int(blank.end)
            clean.replaceSubrange(range, with: blank.bytes(at: 0, range.count))
        }
        return clean
    }

    private func fault(_ bytes: [UInt8]) -> MediaTracesFault? {
        do throws(MediaTracesFault) {
            _ = try MovieTraces(of: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func expectClean(_ bytes: [UInt8], _ clean: [UInt8], _ blanks: [MediaBlank]) throws {
        #expect(clean.endIndex == bytes.endIndex)
        #expect(clean.firstRange(of: Array("SECRET".utf8)) == nil)
        #expect(clean.firstRange(of: Array("52.52".utf8)) == nil)
        #expect(clean.firstRange(of: Film.binary) == nil)
        #expect(clean.firstRange(of: Array("GoPr".utf8)) == nil)
        var isBlank = [Bool](repeating: false, count: bytes.count)
        for blank in blanks { for index in blank.start..<blank.end { isBlank[Int(index)] = true } }
        for index in bytes.indices where !isBlank[index] && bytes[index] != clean[index] {
            Issue.record("byte \(index) is changed, and stands in no blank")
            break
        }
        let again = try MovieTraces(of: clean).blanks
        #expect(Self.overwritten(clean, again) == clean)
    }

    @Test("all of it is taken out, and what is needed to play stays where it was", arguments: Film.all)
    func clean(film: Film) throws {
        let bytes = film.bytes
        let blanks = try MovieTraces(of: bytes).blanks
        let clean = Self.overwritten(bytes, blanks)
        try expectClean(bytes, clean, blanks)
        for needed in Film.needed.map({ Array($0.utf8) }) {
            let place = try #require(bytes.firstRange(of: needed))
            #expect(clean.firstRange(of: needed) == place)
        }
        #expect(clean.firstRange(of: Film.matrix) == bytes.firstRange(of: Film.matrix))
        let words = blanks.reduce(into: MediaTraces()) { $0.formUnion($1.traces) }
        let wanted: MediaTraces = [
            .position, .makerNote, .thumbnail, .xmp, .time, .measurements, .subtitles, .software, .text, .other,
        ]
        #expect(words == wanted)
        #expect(words.names.first == "position")
        #expect(MediaHeader(of: clean) == MediaHeader(of: bytes))
        #expect(MediaHeader(of: clean)?.codec == "avc1" && MediaHeader(of: clean)?.milliseconds == 12_000)
    }

    @Test("the tables of what stays are the same, and point at the same samples", arguments: Film.all)
    func tables(film: Film) throws {
        let bytes = film.bytes
        let clean = Self.overwritten(bytes, try MovieTraces(of: bytes).blanks)
        let name = Array((film.isLong ? "co64" : "stco").utf8)
        let first = try #require(bytes.firstRange(of: name))
        let start = first.upperBound + 8
        let width = film.isLong ? 8 : 4
        for (number, sample) in ["FIRST-PICTURE", "SECOND-PICTURE"].enumerated() {
            let field = start + number * width..<start + (number + 1) * width
            #expect(clean[field] == bytes[field])
            let offset = clean[field].reduce(0) { $0 << 8 | Int($1) }
            #expect(clean[offset...].starts(with: sample.utf8))
        }
    }

    @Test(
        "a film in pieces is cleaned in all of them; one whose measurements lie in pieces is refused",
        arguments: Film.all)
    func pieces(film: Film) throws {
        #expect(fault(film.pieces) == .opaque(.measurements))
        var film = film
        film.hasMeasurements = false
        let bytes = film.pieces
        let blanks = try MovieTraces(of: bytes).blanks
        let clean = Self.overwritten(bytes, blanks)
        try expectClean(bytes, clean, blanks)
        #expect(clean.firstRange(of: Array("FIRST-PICTURESOUND".utf8)) != nil)
    }

    @Test("a film that tells nothing has nothing overwritten")
    func nothing() throws {
        let bytes = Film.all[0].bytes
        let clean = Self.overwritten(bytes, try MovieTraces(of: bytes).blanks)
        let zeros = try MovieTraces(of: clean).blanks.filter { blank in
            blank.bytes(at: 0, Int(blank.end - blank.start)) != Array(clean[Int(blank.start)..<Int(blank.end)])
        }
        #expect(zeros.isEmpty)
    }

    @Test("what a camera wrote behind the film's end becomes an empty box")
    func trailing() throws {
        let film = Film().bytes
        for tail in [Film.secret, [0, 0, 0, 0, 0, 0, 0, 0] + Film.secret, Array("SECRET".utf8), [7]] {
            let bytes = film + tail
            let blanks = try MovieTraces(of: bytes).blanks
            let clean = Self.overwritten(bytes, blanks)
            try expectClean(bytes, clean, blanks)
            if tail.count >= 8 { #expect(clean[(film.count + 4)...].starts(with: Array("free".utf8))) }
        }
    }

    @Test("what lies about its length, is cut off or cannot be looked into is refused by name")
    func liars() {
        let film = Film().bytes
        let start = Film.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0])
        let movie = { (boxes: [UInt8]) in start + Film.box("moov", boxes) }
        let long = { (kind: String) in [0, 0, 0, 1] + Array(kind.utf8) + [0x7F] + [UInt8](repeating: 0xFF, count: 7) }
        let cases: [([UInt8], MediaTracesFault)] = [
            (start, .cut), (start + Film.box("mdat", [1]), .cut), (Array(film.prefix(start.count)), .cut),
            (start + Film.big(900) + Array("mdat".utf8), .cut), (start + Film.big(900) + Array("moov".utf8), .cut),
            (start + long("mdat"), .cut), (start + long("moov"), .cut), (start + long("abcd"), .damaged),
            (start + Film.big(7) + Array("moov".utf8), .damaged),
            (movie([]), .cut), (movie([]) + Film.big(0) + Film.big(0) + Film.box("mdat", Film.secret), .damaged),
            (movie(Film.big(7) + Array("trak".utf8)), .damaged), (movie(Film.big(900) + Array("udta".utf8)), .damaged),
            (movie(Film.box("mvhd", [0])), .damaged),
            (movie(Film.box("mvhd", [2] + Film.binary + Film.secret)), .damaged),
            (movie(Film.box("cmov", [1, 2])), .opaque(.compressed)),
            (movie([[UInt8]](repeating: Film.box("free", []), count: 100_001).flatMap { $0 }), .opaque(.parts)),
        ]
        for (number, (bytes, wanted)) in cases.enumerated() { #expect(fault(bytes) == wanted, "\(number)") }
    }

    @Test(
        "samples of measurements are refused where they lie outside, are not listed, or are more than can be gone through"
    )
    func samples() {
        let start = Film.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0])
        let film = { (tables: [UInt8]) in
            let handler = Film.box("hdlr", Film.big(0) + Film.big(0) + Array("meta".utf8))
            let media = Film.box("mdia", handler + Film.box("minf", Film.box("stbl", tables)))
            let head = Film.box("tkhd", [UInt8](repeating: 0, count: 84))
            return start + Film.box("mdat", Film.secret) + Film.box("moov", Film.box("trak", head + media))
        }
        let runs = Film.table("stsc", [1, 1, 1, 1])
        let inside = start.count + 8
        let cases: [([UInt8], MediaTracesFault?)] = [
            (runs + Film.table("stsz", [25, 1]) + Film.table("stco", [1, inside]), nil), ([], nil),
            (runs + Film.table("stsz", [26, 1]) + Film.table("stco", [1, inside]), .damaged),
            (runs + Film.table("stsz", [8, 1]) + Film.table("stco", [1, 4]), .damaged),
            (runs + Film.table("stsz", [8, 1]) + Film.table("stco", [1, 1 << 31]), .damaged),
            (runs + Film.table("stsz", [8, 1]) + Film.table("stco", [2, inside]), .damaged),
            (runs + Film.table("stsz", [0, 1]) + Film.table("stco", [1, inside]), .damaged),
            (runs + Film.table("stco", [1, inside]), .opaque(.measurements)),
            (Film.table("stsz", [8, 1]) + Film.table("stco", [1, inside]), .opaque(.measurements)),
            (
                runs + Film.table("stsz", [8, 1])
                    + Film.box("co64", Film.big(0) + Film.big(1) + [UInt8](repeating: 0xFF, count: 8)), .damaged
            ),
            (
                runs + Film.table("stsz", [8, 1])
                    + Film.box("co64", Film.big(0) + Film.big(1) + [0x7F] + [UInt8](repeating: 0xFF, count: 7)),
                .damaged
            ),
            (
                Film.table("stsc", [1, 1, 1 << 31, 1]) + Film.table("stsz", [0, 1 << 31])
                    + Film.table("stco", [1, inside]), .opaque(.parts)
            ),
        ]
        for (number, (tables, wanted)) in cases.enumerated() { #expect(fault(film(tables)) == wanted, "\(number)") }
    }

    @Test("a film that is cut off behind its index, or within its samples, is no whole one")
    func cutOff() throws {
        for film in Film.all where film.indexFirst {
            for hasMeasurements in [true, false] {
                var film = film
                film.hasMeasurements = hasMeasurements
                let bytes = film.bytes
                let data = try #require(bytes.firstRange(of: Array("mdat".utf8))).lowerBound
                #expect(fault(Array(bytes[..<(data - 4)])) == .cut)
                // Eight zeros are what some writers end a film with; not one whose samples lie behind them.
                let zeros = Array(bytes[..<(data - 4)]) + [UInt8](repeating: 0, count: 8) + bytes[(data - 4)...]
                #expect(fault(zeros) == .damaged)
                guard !film.isLong else { continue }
                let second = try #require(bytes.firstRange(of: Array("SECOND".utf8))).lowerBound
                var short = Array(bytes[..<second])
                short.replaceSubrange(data - 4..<data, with: Film.big(UInt32(second - data + 4)))
                #expect(fault(short) == (hasMeasurements ? .opaque(.measurements) : .cut))
            }
        }
        let pieces = Film(hasMeasurements: false).pieces
        let first = try #require(pieces.firstRange(of: Array("moof".utf8))).lowerBound
        #expect(fault(Array(pieces[..<(first - 4)])) == .cut)
    }

    @Test("positions of a dashboard camera that lie outside, among pictures or nowhere are refused")
    func positions() throws {
        let bytes = Film().bytes
        let table = try #require(bytes.firstRange(of: Array("gps ".utf8))).upperBound
        let pair = table + 8..<table + 16
        let picture = UInt32(try #require(bytes.firstRange(of: Array("FIRST-PICTURE".utf8))).lowerBound)
        for (wanted, start, length) in [
            (MediaTracesFault.opaque(.measurements), UInt32(4), UInt32(8)), (.opaque(.measurements), picture, 0),
            (.opaque(.measurements), picture, UInt32.max), (.opaque(.measurements), UInt32.max, 8),
            (.damaged, picture, 5), (nil, 0, 0),
        ] {
            var changed = bytes
            changed.replaceSubrange(pair, with: Film.big(start) + Film.big(length))
            #expect(fault(changed) == wanted, "\(start) \(length)")
        }
        // All pairs count, whatever the head says.
        var changed = bytes
        changed.replaceSubrange(table + 4..<table + 8, with: Film.big(0))
        let clean = Self.overwritten(changed, try MovieTraces(of: changed).blanks)
        #expect(clean.firstRange(of: Array("SECRET".utf8)) == nil && clean.firstRange(of: Film.binary) == nil)
    }

    @Test("the coder's name goes, however the picture is coded", arguments: ["jpeg", "mjpa", "CFHD", "AVdn", "encv"])
    func codings(coding: String) throws {
        let bytes = Film(coding: coding).bytes
        let blanks = try MovieTraces(of: bytes).blanks
        try expectClean(bytes, Self.overwritten(bytes, blanks), blanks)
    }

    @Test("a track that goes and has no number is refused: its pieces cannot be told from others")
    func unnumbered() throws {
        let bytes = Film().bytes
        let entry = try #require(bytes.firstRange(of: Array("gpmd".utf8))).lowerBound
        var start = 0
        while let next = bytes[(start + 4)...].firstRange(of: Array("tkhd".utf8)), next.lowerBound < entry {
            start = next.lowerBound
        }
        var changed = bytes
        changed.replaceSubrange(start..<start + 4, with: "free".utf8)
        #expect(fault(changed) == .damaged)
    }

    @Test("no picture is overwritten where the boxes that may be read end before the tables of what stays")
    func spent() throws {
        var bytes = Film().bytes
        let tables = bytes.indices.dropLast(4).filter { bytes[$0..<$0 + 4].elementsEqual("stco".utf8) }
        let picture = bytes[tables[0] + 12..<tables[0] + 16]
        bytes.replaceSubrange(tables[2] + 12..<tables[2] + 16, with: picture)
        let source = CountedBytes(bytes)
        #expect(throws: MediaTracesFault.damaged) { try MovieTraces(of: source) }
        // Empty boxes behind the film move nothing in it.
        for spared in stride(from: source.reads - 40, through: source.reads, by: 8) {
            let empty = [[UInt8]](repeating: Film.box("free", []), count: 100_000 - spared).flatMap { $0 }
            #expect(fault(bytes + empty) != nil, "\(spared)")
        }
    }

    @Test("measurements that lie where pictures do are refused: no picture is overwritten")
    func overlapping() throws {
        let film = Film()
        let bytes = film.bytes
        let name = Array("stco".utf8)
        var tables: [Int] = []
        var rest = bytes[...]
        while let place = rest.firstRange(of: name) {
            tables.append(place.upperBound + 8)
            rest = rest[place.upperBound...]
        }
        // Picture, sound, measurements, subtitles. The measurements' first sample is put upon others of its size and less.
        try #require(tables.count == 4)
        let picture = bytes[tables[0]..<tables[0] + 4]
        let second = bytes[tables[0] + 4..<tables[0] + 8]
        for (wanted, start) in [
            (MediaTracesFault.damaged, picture), (.damaged, second), (nil, bytes[tables[2]..<tables[2] + 4]),
        ] {
            var changed = bytes
            changed.replaceSubrange(tables[2]..<tables[2] + 4, with: start)
            #expect(fault(changed) == wanted)
        }
    }

    @Test("two thousand damaged films are cleaned or refused, with no more looks than there may be boxes")
    func mutated() {
        var dice = SeededRandom(seed: 11)
        let films =
            Film.all.map(\.bytes)
            + Film.all.map { Film(version: $0.version, isLong: $0.isLong, hasMeasurements: false).pieces }
        var (cleaned, refused) = (0, 0)
        for round in 0..<2000 {
            let film = films[round % films.count]
            let source = CountedBytes(Self.mutate(film, &dice))
            do throws(MediaTracesFault) {
                let blanks = try MovieTraces(of: source).blanks
                cleaned += 1
                for blank in blanks {
                    #expect(blank.start >= 0 && blank.start < blank.end && blank.end <= source.count)
                    #expect(blank.head.count <= blank.end - blank.start)
                }
            } catch {
                refused += 1
            }
            #expect(source.reads < 2000)
            _ = MediaHeader(of: source)
        }
        #expect(cleaned > 200 && refused > 200)
    }

    /// One to four changes: a byte, a length of four bytes, a cut, a stretch that comes twice.
    static func mutate(_ bytes: [UInt8], _ dice: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0...(dice.next() % 4) where bytes.count > 16 {
            let place = Int(dice.next() % UInt64(bytes.count - 8))
            switch dice.next() % 6 {
            case 0, 1: bytes[place] = UInt8(truncatingIfNeeded: dice.next())
            case 2: bytes.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
            case 3: bytes.replaceSubrange(place..<place + 4, with: [0, 0, 0, UInt8(dice.next() % 20)])
            case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int(dice.next() % 64)))
            default: bytes.insert(contentsOf: bytes[place..<place + 8], at: place)
            }
        }
        return bytes
    }
}
