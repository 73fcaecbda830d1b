import SMMModel

/// Reads the boxes of one film (ISO/IEC 14496-12), of all levels together at most so many: each costs one look into the
/// file, and a film that is nothing but boxes must not cost millions.
struct MovieBoxes<Source: MediaBytes> {
    let source: Source
    /// How many may still be read.
    private(set) var left: Int

    /// Boxes of `source`, at most so many.
    init(_ source: Source, most: Int) {
        self.source = source
        left = most
    }

    /// The box at `offset` within what ends at `end`; nil where there is none whose length can be believed, or where no
    /// more may be read.
    mutating func box(at offset: Int64, before end: Int64) -> MovieBox? {
        guard offset >= 0, offset < end, left > 0 else { return nil }
        left -= 1
        let fields = ByteFields(source.bytes(at: offset, 16))
        guard let short = fields.big32(0), let kind = fields.big32(4) else { return nil }
        var length = Int64(short)
        var head: Int64 = 8
        if short == 1 {
            guard let high = fields.big32(8), let low = fields.big32(12), high <= 0x7FFF_FFFF else { return nil }
            length = Int64(high) << 32 | Int64(low)
            head = 16
        } else if short == 0 {
            length = end - offset
        }
        guard length >= head, length <= end - offset else { return nil }
        return MovieBox(kind: kind, head: offset, start: offset + head, end: offset + length)
    }

    /// The boxes that lie side by side in a range, as far as their lengths can be believed.
    mutating func all(from start: Int64, to end: Int64) -> [MovieBox] {
        var found: [MovieBox] = []
        var offset = start
        while let box = box(at: offset, before: end) {
            found.append(box)
            offset = box.end
        }
        return found
    }

    /// The first of a kind in a range.
    mutating func first(_ kind: Int, from start: Int64, to end: Int64) -> MovieBox? {
        var offset = start
        while let box = box(at: offset, before: end) {
            if box.kind == kind { return box }
            offset = box.end
        }
        return nil
    }

    /// The first of a kind in the first of a kind in …; nil where one of them is not there.
    mutating func first(_ way: [Int], in box: MovieBox) -> MovieBox? {
        var box = box
        for kind in way {
            guard let inner = first(kind, from: box.start, to: box.end) else { return nil }
            box = inner
        }
        return box
    }
}
