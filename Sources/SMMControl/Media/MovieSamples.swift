import SMMModel

/// Where the samples of one track lie, by the tables that its players read: chunks (`stco`, `co64`), how many samples are in
/// each (`stsc`), and how long each is (`stsz`, `stz2`).
struct MovieSamples {
    /// Stretches of the file in the order of the tables.
    private(set) var stretches: [Range<Int64>] = []

    private static let stbl = ["mdia", "minf", "stbl"].map(MovieBox.kind)

    /// Reads the tables of `track`.
    ///
    /// - Parameters:
    ///   - places: the boxes in which samples may lie, in order.
    ///   - room: how many chunks and samples of the film may still be looked at.
    /// - Throws: `MediaTracesFault` where samples lie elsewhere, or are not listed.
    init<Source: MediaBytes>(
        of track: MovieBox, _ boxes: inout MovieBoxes<Source>, within places: [MovieBox], room: inout Int
    ) throws(MediaTracesFault) {
        guard let tables = boxes.first(Self.stbl, in: track) else { return }
        let list = boxes.all(from: tables.start, to: tables.end)
        let long = list.first { $0.kind == MovieBox.kind("co64") }
        guard let chunks = long ?? list.first(where: { $0.kind == MovieBox.kind("stco") }) else { return }
        var offsets = MovieTable(boxes.source, chunks)
        let count = try offsets.number(at: 4, 4)
        guard count > 0 else { return }
        guard let runs = list.first(where: { $0.kind == MovieBox.kind("stsc") }) else { throw .opaque(.measurements) }
        var sizes = try SampleSizes(in: list, of: boxes.source)
        var run = MovieTable(boxes.source, runs)
        let runCount = try run.number(at: 4, 4)
        var (nextRun, inChunk, sample) = (0, 0, 0)
        for chunk in 0..<count {
            room -= 1
            // A run begins at a chunk, counted from 1, and lasts until the next one's.
            while nextRun < runCount, try run.number(at: 8 + 12 * Int64(nextRun), 4) <= chunk + 1 {
                inChunk = try run.number(at: 12 + 12 * Int64(nextRun), 4)
                nextRun += 1
                room -= 1
            }
            let start = Int64(
                try offsets.number(at: 8 + (long == nil ? 4 : 8) * Int64(chunk), long == nil ? 4 : 8))
            let last = min(sizes.count, sample + inChunk)
            let length = try sizes.size(of: sample..<last, room: &room)
            sample = last
            guard room > 0 else { throw .opaque(.parts) }
            guard length > 0 else { continue }
            let (end, overflow) = start.addingReportingOverflow(length)
            guard !overflow, Self.lies(start..<end, in: places) else { throw .damaged }
            stretches.append(start..<end)
        }
    }

    private static func lies(_ stretch: Range<Int64>, in places: [MovieBox]) -> Bool {
        var (low, high) = (0, places.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].end <= stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < places.endIndex else { return false }
        return places[low].start <= stretch.lowerBound && stretch.upperBound <= places[low].end
    }
}
