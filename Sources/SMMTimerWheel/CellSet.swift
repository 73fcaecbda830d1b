/// Some of the 32 cells of a block, from the lowest up.
struct CellSet: Sequence, IteratorProtocol {
    private var bits: UInt32

    @inline(__always)
    init(bits: UInt32) { self.bits = bits }

    @inline(__always)
    var isEveryCell: Bool { bits == .max }

    /// Takes the lowest cell out of the set; nil when it is empty.
    @inline(__always)
    mutating func next() -> Int? {
        guard bits != 0 else { return nil }
        let cell = bits.trailingZeroBitCount
        bits &= bits &- 1
        return cell
    }
}
