/// Collects neutralised text up to a limit of scalars and cuts it between units, never within an escape.
struct NeutralOutput {
    /// The most marks on one character: scripts need up to five, heaps of them paint over the neighbouring lines.
    static let mostMarks = 6

    private var bytes: [UInt8] = []
    private var count = 0
    private let limit: Int
    /// Where to cut if not all fits: behind the last whole unit that leaves room for the ellipsis.
    private var cut = 0
    /// The last scalar kept as it was; nil after an escape.
    private(set) var last: Unicode.Scalar?
    /// The marks that now stand in a row.
    private(set) var marks = 0
    /// Whether the limit is passed and nothing more is taken.
    private(set) var isFull = false

    init(capacity: Int, limit: Int) {
        self.limit = max(limit, 0)
        bytes.reserveCapacity(capacity)
    }

    /// Appends a scalar as it is.
    mutating func keep(_ scalar: Unicode.Scalar, isMark: Bool) {
        guard reserve(1, isMark: isMark) else { return }
        if scalar.value < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        last = scalar
        marks = isMark ? marks + 1 : 0
    }

    /// Appends what stands for a scalar.
    mutating func write(_ escape: String) {
        guard reserve(escape.unicodeScalars.count, isMark: false) else { return }
        bytes.append(contentsOf: escape.utf8)
        last = nil
        marks = 0
    }

    /// What was collected, ending with `…` when not all fitted.
    var text: String {
        guard isFull else { return String(decoding: bytes, as: UTF8.self) }
        guard limit > 0 else { return "" }
        var shortened = bytes[..<cut]
        // A joiner that lost its right-hand side would be invisible.
        while shortened.suffix(3).elementsEqual([0xE2, 0x80, 0x8D]) { shortened.removeLast(3) }
        return String(decoding: shortened, as: UTF8.self) + "…"
    }

    private mutating func reserve(_ length: Int, isMark: Bool) -> Bool {
        guard !isFull else { return false }
        if !isMark && count < limit { cut = bytes.count }
        guard limit - count >= length else {
            isFull = true
            return false
        }
        count += length
        return true
    }
}
