/// Reads the elements of one WebM film, of all levels together at most so many: each costs one look into the file.
struct WebMElements<Source: MediaBytes> {
    let source: Source
    /// How many may still be read.
    private(set) var left: Int

    /// Elements of `source`, at most so many.
    init(_ source: Source, most: Int) {
        self.source = source
        left = most
    }

    /// The element at `offset` within what ends at `end`; nil where there is none whose length can be believed, or where no
    /// more may be read.
    mutating func element(at offset: Int64, before end: Int64) -> WebMElement? {
        guard offset >= 0, offset < end, left > 0 else { return nil }
        left -= 1
        let bytes = source.bytes(at: offset, 12)
        guard let first = bytes.first, first >= 0x10 else { return nil }
        let idLength = first.leadingZeroBitCount + 1
        guard bytes.endIndex > idLength, bytes[idLength] > 0 else { return nil }
        let id = bytes[..<idLength].reduce(0) { $0 << 8 | Int($1) }
        let width = bytes[idLength].leadingZeroBitCount + 1
        guard bytes.endIndex >= idLength + width else { return nil }
        let mark = Int64(1) << Int64(7 * width)
        let raw = bytes[idLength..<idLength + width].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let length = raw & (mark - 1)
        let start = offset + Int64(idLength + width)
        guard start <= end else { return nil }
        if length == mark - 1 { return WebMElement(id: id, head: offset, start: start, end: end, isKnown: false) }
        guard length <= end - start else { return nil }
        return WebMElement(id: id, head: offset, start: start, end: start + length, isKnown: true)
    }

    /// The elements that lie side by side in one, as far as their lengths can be believed.
    mutating func all(in parent: WebMElement) -> [WebMElement] {
        var found: [WebMElement] = []
        var offset = parent.start
        while let element = element(at: offset, before: parent.end) {
            found.append(element)
            offset = element.end
        }
        return found
    }

    /// A whole number of up to eight bytes.
    func number(_ element: WebMElement) -> Int? {
        guard (1...8).contains(element.end - element.start) else { return nil }
        let value = source.bytes(at: element.start, Int(element.end - element.start))
            .reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    /// A number with a fraction, of four or eight bytes.
    func fraction(_ element: WebMElement) -> Double? {
        let bytes = source.bytes(at: element.start, Int(min(8, element.end - element.start)))
        let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch element.end - element.start {
        case 4 where bytes.endIndex == 4: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case 8 where bytes.endIndex == 8: return Double(bitPattern: bits)
        default: return nil
        }
    }
}
