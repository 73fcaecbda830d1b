/// How long each sample of a track is: `stsz` of one size for all or of four bytes each, `stz2` of 4, 8 or 16 bits each.
struct SampleSizes<Source: MediaBytes> {
    /// How many samples there are.
    let count: Int
    private var table: MovieTable<Source>
    private let common: Int
    private let bits: Int

    /// Reads the head of the table among `list`.
    init(in list: [MovieBox], of source: Source) throws(MediaTracesFault) {
        let compact = list.first { $0.kind == MovieBox.kind("stz2") }
        guard let box = list.first(where: { $0.kind == MovieBox.kind("stsz") }) ?? compact else {
            throw .opaque(.measurements)
        }
        table = MovieTable(source, box)
        let isCompact = box.kind == MovieBox.kind("stz2")
        let field = try table.number(at: 4, 4)
        common = isCompact ? 0 : field
        bits = isCompact ? field & 0xFF : 32
        guard [4, 8, 16, 32].contains(bits) else { throw .damaged }
        count = try table.number(at: 8, 4)
    }

    /// The bytes of some samples together, counted from 0.
    ///
    /// - Parameter room: how many of the film may still be looked at.
    mutating func size(of samples: Range<Int>, room: inout Int) throws(MediaTracesFault) -> Int64 {
        if common > 0 {
            let (size, overflow) = Int64(common).multipliedReportingOverflow(by: Int64(samples.count))
            if overflow { throw .damaged }
            return size
        }
        guard samples.count <= room else { throw .opaque(.parts) }
        room -= samples.count
        var size: Int64 = 0
        for sample in samples { size += Int64(try self.size(of: sample)) }
        return size
    }

    private mutating func size(of sample: Int) throws(MediaTracesFault) -> Int {
        guard bits == 4 else { return try table.number(at: 12 + Int64(sample * bits / 8), bits / 8) }
        let pair = try table.number(at: 12 + Int64(sample / 2), 1)
        return sample % 2 == 0 ? pair >> 4 : pair & 0xF
    }
}
