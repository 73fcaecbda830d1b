import SMMModel

/// The samples of a film that go: those of tracks that do not stay, and the positions that a dashboard camera lists.
struct MovieGone {
    /// Stretches as they were found, with what touches made one.
    private var stretches: [MediaBlank] = []
    private let places: MoviePlaces
    private var room = maximumLooks

    /// Positions that are written ten times a second for two days.
    private static let maximumLooks = 2_000_000
    /// What is held in memory of them: some five hours, where each lies apart.
    static let maximumStretches = 200_000

    /// Nothing yet of a film whose samples lie in `places`.
    init(within places: MoviePlaces) {
        self.places = places
    }

    /// Takes the samples of a track.
    ///
    /// - Throws: `MediaTracesFault` where they lie elsewhere, are not listed, or are too many.
    mutating func take<Source: MediaBytes>(
        _ track: MovieBox, _ traces: MediaTraces, _ boxes: inout MovieBoxes<Source>
    ) throws(MediaTracesFault) {
        guard var samples = try MovieSamples(of: track, &boxes) else { return }
        while let stretch = try samples.next(room: &room) {
            // An index without what it is of has lost it.
            guard places.hold(stretch) else { throw places.boxes.isEmpty ? .cut : .damaged }
            try add(stretch, traces)
        }
    }

    /// Takes what the table of a camera with Novatek's chip points at: records that begin with `freeGPS `, between the
    /// pictures. The table has eight bytes of head, then offset and size of four bytes each (ExifTool's QuickTime.pm and
    /// QuickTimeStream.pl). All pairs that it has room for count, whatever number of them its head gives.
    ///
    /// - Throws: `MediaTracesFault` where they lie elsewhere or are too many.
    mutating func take(positions table: MovieBox, _ source: some MediaBytes) throws(MediaTracesFault) {
        var pairs = MovieTable(source, table)
        for offset in stride(from: Int64(8), through: table.end - table.start - 8, by: 8) {
            room -= 1
            guard room > 0 else { throw .opaque(.parts) }
            let start = Int64(try pairs.number(at: offset, 4))
            let length = Int64(try pairs.number(at: offset + 4, 4))
            // A place that is kept for one that was not written.
            if start == 0, length == 0 { continue }
            guard !places.boxes.isEmpty else { throw .cut }
            guard length > 0, places.hold(start..<start + length) else { throw .opaque(.measurements) }
            try add(start..<start + length, .position)
        }
    }

    private mutating func add(_ stretch: Range<Int64>, _ traces: MediaTraces) throws(MediaTracesFault) {
        if let last = stretches.last, last.end == stretch.lowerBound, last.traces == traces {
            stretches[stretches.endIndex - 1].end = stretch.upperBound
            return
        }
        guard stretches.endIndex < Self.maximumStretches else { throw .opaque(.parts) }
        stretches.append(MediaBlank(stretch.lowerBound, stretch.upperBound, traces))
    }

    /// What is to be overwritten, in the order of the file, with what touches made one. Nothing is left here.
    ///
    /// - Parameter kept: the tracks that stay: a table that lies would have their pictures overwritten.
    /// - Throws: `MediaTracesFault` where a sample that goes is also one that stays.
    mutating func blanks<Source: MediaBytes>(
        beside kept: [MovieBox], _ boxes: inout MovieBoxes<Source>
    ) throws(MediaTracesFault) -> [MediaBlank] {
        guard !stretches.isEmpty else { return [] }
        // Where they stand: they may be some megabytes.
        var gone: [MediaBlank] = []
        swap(&gone, &stretches)
        gone.sort { $0.start < $1.start }
        var last = 0
        for place in gone.indices.dropFirst() {
            let stretch = gone[place]
            if stretch.start <= gone[last].end {
                gone[last].end = max(gone[last].end, stretch.end)
                gone[last].traces.formUnion(stretch.traces)
            } else {
                last += 1
                gone[last] = stretch
            }
        }
        gone.removeLast(gone.endIndex - last - 1)
        // Ten hours of picture and sound.
        var room = 2 * Self.maximumLooks
        for track in kept {
            guard var samples = try MovieSamples(of: track, &boxes) else { continue }
            while let stretch = try samples.next(room: &room) {
                guard places.hold(stretch), !Self.touches(gone, stretch) else { throw .damaged }
            }
        }
        return gone
    }

    private static func touches(_ gone: [MediaBlank], _ stretch: Range<Int64>) -> Bool {
        var (low, high) = (0, gone.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if gone[middle].end <= stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < gone.endIndex && gone[low].start < stretch.upperBound
    }

    /// Holds the first and the last chunk of the tracks that stay against where samples lie: a film that was cut off behind
    /// its index, or whose samples nothing holds, is not whole.
    ///
    /// - Throws: `cut`, and where the tables themselves are wrong `MediaTracesFault`.
    func expectEnds<Source: MediaBytes>(
        of kept: [MovieBox], _ boxes: inout MovieBoxes<Source>
    ) throws(MediaTracesFault) {
        guard !places.boxes.isEmpty else { throw .cut }
        var room = 2 * Self.maximumLooks
        for track in kept {
            guard var samples = try MovieSamples(of: track, &boxes) else { continue }
            let first = try samples.next(room: &room)
            let last = try samples.last(room: &room)
            for stretch in [first, last] {
                if let stretch, !places.hold(stretch) { throw .cut }
            }
        }
    }
}
