/// Collects the digits and signs of a date or a time; times stand in every answer, and building them from strings took
/// ten times as long.
struct DigitWriter {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(40) }

    /// What was collected.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds one ASCII sign.
    mutating func add(_ sign: Unicode.Scalar) { bytes.append(UInt8(ascii: sign)) }

    /// Adds a number that is not negative with at least `width` digits.
    mutating func add(_ value: Int, _ width: Int) {
        var place = 1
        for _ in 1..<width { place *= 10 }
        while value / place >= 10 { place *= 10 }
        while place > 0 {
            bytes.append(UInt8(48 + value / place % 10))
            place /= 10
        }
    }
}
