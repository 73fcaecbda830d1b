import SMMControl
import Testing

@Suite("Where samples lie")
struct MovieSamplesTests {
    private static let runs = [(first: 1, samples: 3), (first: 3, samples: 1)]
    private static let sizes = [5, 9, 7, 3, 11, 2, 15, 1]

    /// A film with one track, of measurements, and `data` bytes of samples.
    private static func film(_ tables: [UInt8], data: Int) -> [UInt8] {
        let handler = Film.box("hdlr", Film.big(0) + Film.big(0) + Array("meta".utf8))
        let head = Film.box("tkhd", [UInt8](repeating: 0, count: 84))
        let media = Film.box("mdia", handler + Film.box("minf", Film.box("stbl", tables)))
        return start + Film.box("mdat", [UInt8](repeating: 1, count: data))
            + Film.box("moov", Film.box("trak", head + media))
    }

    private static let start = Film.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0])
    private static let first = start.count + 8

    private static func compact(_ bits: Int, _ sizes: [UInt8]) -> [UInt8] {
        Film.box("stz2", Film.big(0) + Film.big(UInt32(bits)) + Film.big(8) + sizes)
    }

    /// Each way to list the same sizes.
    private static let tables: [(name: String, bytes: [UInt8])] = [
        ("stsz", Film.table("stsz", [0, 8] + sizes)),
        ("stz2 of 16 bits", compact(16, sizes.flatMap { [0, UInt8($0)] })),
        ("stz2 of 8 bits", compact(8, sizes.map { UInt8($0) })),
        ("stz2 of 4 bits", compact(4, [0x59, 0x73, 0xB2, 0xF1])),
    ]

    /// What is overwritten before the index, which stands behind the samples.
    private func measured(_ film: [UInt8]) throws -> [Range<Int64>] {
        let index = Int64(try #require(film.firstRange(of: Array("moov".utf8))).lowerBound)
        return try MovieTraces(of: film).blanks.filter { $0.end <= index }.map { $0.start..<$0.end }
    }

    @Test("they are found by runs of chunks and by sizes, however those are listed")
    func found() throws {
        // Three samples in each of the first two chunks, one in each of the others.
        let lengths = [5 + 9 + 7, 3 + 11 + 2, 15, 1]
        // Not in the order of the file, and with room between them.
        let places = [100, 10, 60, 40].map { Self.first + $0 }
        let runs = Film.table("stsc", [2] + Self.runs.flatMap { [$0.first, $0.samples, 1] })
        for (name, sizes) in Self.tables {
            let film = Self.film(runs + sizes + Film.table("stco", [4] + places), data: 130)
            let wanted = zip(places, lengths).map { Int64($0)..<Int64($0 + $1) }
            #expect(try measured(film) == wanted.sorted { $0.lowerBound < $1.lowerBound }, "\(name)")
        }
    }

    @Test("as many as are held in memory are found where they lie apart, and more where they touch")
    func many() throws {
        let count = 200_001
        let tables = { (step: Int) in
            Film.table("stsc", [1, 1, 1, 1]) + Film.table("stsz", [1, count])
                + Film.table("stco", [count] + (0..<count).map { Self.first + step * $0 })
        }
        #expect(throws: MediaTracesFault.opaque(.parts)) {
            try MovieTraces(of: Self.film(tables(2), data: 2 * count))
        }
        #expect(
            try measured(Self.film(tables(1), data: count)) == [Int64(Self.first)..<Int64(Self.first + count)])
    }
}
