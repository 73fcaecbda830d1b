/// Where the samples of one track lie, by the tables that its players read: chunks (`stco`, `co64`), how many samples are in
/// each (`stsc`), and how long each is (`stsz`, `stz2`). Nothing of it is held in memory but a piece of each table.
struct MovieSamples<Source: MediaBytes> {
    private var offsets: MovieTable<Source>
    /// Of how many bytes an offset is.
    private let width: Int
    private let chunkCount: Int
    private var runs: MovieTable<Source>
    private let runCount: Int
    private var sizes: SampleSizes<Source>
    private var chunk = 0
    private var nextRun = 0
    private var inChunk = 0
    private var sample = 0

    /// Reads the heads of the tables of `track`; nil where no chunks are listed.
    ///
    /// - Throws: `MediaTracesFault` where chunks are listed whose samples are not, or no more boxes may be read.
    init?(of track: MovieBox, _ boxes: inout MovieBoxes<Source>) throws(MediaTracesFault) {
        let tables = boxes.first(["mdia", "minf", "stbl"].map(MovieBox.kind), in: track)
        let list = tables.map { boxes.all(from: $0.start, to: $0.end) } ?? []
        // Tables that were not looked for are not tables that are not there.
        guard boxes.left > 0 else { throw .opaque(.parts) }
        let long = list.first { $0.kind == MovieBox.kind("co64") }
        guard let chunks = long ?? list.first(where: { $0.kind == MovieBox.kind("stco") }) else { return nil }
        offsets = MovieTable(boxes.source, chunks)
        width = long == nil ? 4 : 8
        chunkCount = try offsets.number(at: 4, 4)
        guard chunkCount > 0 else { return nil }
        guard let table = list.first(where: { $0.kind == MovieBox.kind("stsc") }) else { throw .opaque(.measurements) }
        sizes = try SampleSizes(in: list, of: boxes.source)
        runs = MovieTable(boxes.source, table)
        runCount = try runs.number(at: 4, 4)
    }

    /// The stretch of the next chunk in which there is anything; nil behind the last.
    ///
    /// - Parameter room: how many chunks, samples and runs of the film may still be looked at.
    /// - Throws: `MediaTracesFault` where the tables end too early or there is no room any more.
    mutating func next(room: inout Int) throws(MediaTracesFault) -> Range<Int64>? {
        while chunk < chunkCount {
            room -= 1
            try go(to: chunk, room: &room)
            let start = Int64(try offsets.number(at: 8 + Int64(width) * Int64(chunk), width))
            let last = min(sizes.count, sample + inChunk)
            let length = try sizes.size(of: sample..<last, room: &room)
            sample = last
            chunk += 1
            guard room > 0 else { throw .opaque(.parts) }
            guard length > 0 else { continue }
            let (end, overflow) = start.addingReportingOverflow(length)
            if overflow { throw .damaged }
            return start..<end
        }
        return nil
    }

    /// The stretch of the last chunk; nil where there is nothing in it.
    ///
    /// - Throws: as ``next(room:)``.
    mutating func last(room: inout Int) throws(MediaTracesFault) -> Range<Int64>? {
        guard chunk < chunkCount else { return nil }
        try go(to: chunkCount - 1, room: &room)
        return try next(room: &room)
    }

    /// Makes `target` the next chunk, by the runs alone: one begins at a chunk, counted from 1, and lasts until the next.
    private mutating func go(to target: Int, room: inout Int) throws(MediaTracesFault) {
        while nextRun < runCount {
            let first = try runs.number(at: 8 + 12 * Int64(nextRun), 4) - 1
            guard first <= target else { break }
            skip(to: max(first, chunk))
            inChunk = try runs.number(at: 12 + 12 * Int64(nextRun), 4)
            nextRun += 1
            room -= 1
            guard room > 0 else { throw .opaque(.parts) }
        }
        skip(to: target)
    }

    private mutating func skip(to target: Int) {
        let (skipped, overflow) = (target - chunk).multipliedReportingOverflow(by: inChunk)
        sample = overflow ? sizes.count : min(sizes.count, sample + min(skipped, sizes.count))
        chunk = target
    }
}
