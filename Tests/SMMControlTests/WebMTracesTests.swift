import SMMControl
import SMMTestSupport
import Testing

@Suite("What WebM films tell")
struct WebMTracesTests {
    private func fault(_ bytes: [UInt8]) -> MediaTracesFault? {
        do throws(MediaTracesFault) {
            _ = try WebMTraces(of: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("size, length and coding are read, whether or not it says how long its parts are", arguments: [true, false])
    func header(isKnown: Bool) throws {
        let header = try #require(MediaHeader(of: WebMFilm(isKnown: isKnown).bytes))
        #expect(header.type == "video/webm" && header.codec == "V_VP9")
        // 6250 units of a million nanoseconds.
        #expect(header.width == 640 && header.height == 480 && header.milliseconds == 6250)
    }

    @Test(
        "what tells of its owner is taken out, and what is needed to play stays where it was", arguments: [true, false])
    func clean(isKnown: Bool) throws {
        let bytes = WebMFilm(isKnown: isKnown).bytes + (isKnown ? WebMFilm.element([0xEC], Film.secret) : [])
        let blanks = try WebMTraces(of: bytes).blanks
        let clean = MovieTracesTests.overwritten(bytes, blanks)
        #expect(clean.endIndex == bytes.endIndex)
        #expect(clean.firstRange(of: Array("SECRET".utf8)) == nil)
        #expect(clean.firstRange(of: Array("52.52".utf8)) == nil)
        #expect(clean.firstRange(of: Film.binary) == nil)
        for needed in WebMFilm.needed.map({ Array($0.utf8) }) {
            let place = try #require(bytes.firstRange(of: needed))
            #expect(clean.firstRange(of: needed) == place)
        }
        #expect(MediaHeader(of: clean) == MediaHeader(of: bytes))
        let again = try WebMTraces(of: clean).blanks
        #expect(MovieTracesTests.overwritten(clean, again) == clean)
        var isBlank = [Bool](repeating: false, count: bytes.count)
        for blank in blanks { for index in blank.start..<blank.end { isBlank[Int(index)] = true } }
        #expect(bytes.indices.allSatisfy { isBlank[$0] || bytes[$0] == clean[$0] })
        let words = blanks.reduce(into: MediaTraces()) { $0.formUnion($1.traces) }
        #expect(words.isSuperset(of: [.position, .time, .software, .text, .subtitles, .thumbnail]))
    }

    @Test("a film with subtitles, cut off, or of lengths that are not so is refused")
    func refused() {
        #expect(fault(WebMFilm(third: 0x11).bytes) == .opaque(.subtitles))
        #expect(fault(WebMFilm(third: 0x21).bytes) == .opaque(.measurements))
        let film = WebMFilm().bytes
        #expect(fault(Array(film.dropLast())) == .cut)
        #expect(fault(Array(film.prefix(60))) == .cut)
        #expect(fault([0x1A, 0x45, 0xDF, 0xA3, 0xFF]) == .damaged)
        let empty = [[UInt8]](repeating: WebMFilm.element([0xEC], []), count: 400_001).flatMap { $0 }
        #expect(fault(WebMFilm.element([0x18, 0x53, 0x80, 0x67], empty)) == .opaque(.parts))
    }

    @Test("comments in a sound's headers that lie about their lengths or their number are refused")
    func comments() throws {
        let film = WebMFilm().bytes
        let vorbis = Array("vorbis".utf8)
        let start = try #require(film.firstRange(of: [3] + vorbis)?.lowerBound)
        // What it begins with, how long the program's name is, how many comments there are, how long the first of them is,
        // and, before all, how long the first header is.
        for offset in [0, 7, 11 + Film.secret.count, 15 + Film.secret.count, -315] {
            var changed = film
            changed[start + offset] = 250
            #expect(fault(changed) == .damaged, "\(offset)")
        }
        let names = ["LOCATION=", "ARTIST="].map { Array($0.utf8) }
        let clean = MovieTracesTests.overwritten(film, try WebMTraces(of: film).blanks)
        for name in names { #expect(clean.firstRange(of: name) == film.firstRange(of: name)) }
    }

    @Test("two thousand damaged films are cleaned or refused, with no more looks than there may be elements")
    func mutated() {
        var dice = SeededRandom(seed: 12)
        let films = [WebMFilm().bytes, WebMFilm(isKnown: false).bytes]
        var (cleaned, refused) = (0, 0)
        for round in 0..<2000 {
            let source = CountedBytes(MovieTracesTests.mutate(films[round % 2], &dice))
            do throws(MediaTracesFault) {
                let blanks = try WebMTraces(of: source).blanks
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
}
