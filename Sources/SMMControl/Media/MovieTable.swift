/// A box that is a table, read 64 KiB at a time.
struct MovieTable<Source: MediaBytes> {
    private static var piece: Int { 1 << 16 }

    private let source: Source
    private let box: MovieBox
    private var bytes: [UInt8] = []
    private var start: Int64 = 0

    /// The table that is `box`.
    init(_ source: Source, _ box: MovieBox) {
        self.source = source
        self.box = box
    }

    /// A number of up to eight bytes, the highest first, at an offset of the content.
    ///
    /// - Throws: `damaged` where the table ends before, or the number does not fit.
    mutating func number(at offset: Int64, _ length: Int) throws(MediaTracesFault) -> Int {
        let place = box.start + offset
        guard offset >= 0, place + Int64(length) <= box.end else { throw .damaged }
        if place < start || place + Int64(length) > start + Int64(bytes.endIndex) {
            start = place
            bytes = source.bytes(at: place, Int(min(Int64(Self.piece), box.end - place)))
            guard bytes.endIndex >= length else { throw .damaged }
        }
        let first = Int(place - start)
        let value = bytes[first..<first + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let number = Int(exactly: value) else { throw .damaged }
        return number
    }
}
