/// What one network takes of a picture.
package struct PictureLimit: Sendable, Hashable {
    /// The most bytes of the answer's picture.
    package var maximumBytes: Int64
    /// The most pixels of the answer's picture; nil for no limit.
    package var maximumPixels: Int64?
    /// What it may be written as.
    package var kinds: Set<PictureKind>

    /// A limit.
    package init(maximumBytes: Int64, maximumPixels: Int64? = nil, kinds: Set<PictureKind>) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
        self.kinds = kinds
    }

    /// How many bytes a limit takes as it crosses.
    static let length = 17

    /// The limit as it crosses: the kinds as bits, two numbers of eight bytes, big-endian; 0 for none.
    var wire: [UInt8] {
        [kinds.reduce(UInt8(0)) { $0 | 1 << $1.rawValue }]
            + [maximumBytes, maximumPixels ?? 0].flatMap { WireNumber.bytes(UInt64(max($0, 0))) }
    }

    /// Reads a limit; nil when it is none.
    init?(wire: ArraySlice<UInt8>) {
        guard wire.count == Self.length, let bits = wire.first else { return nil }
        let numbers = [1, 9].map { WireNumber.value(wire.dropFirst($0).prefix(8)) }
        guard numbers.allSatisfy({ $0 <= Int64.max }), numbers[0] > 0 else { return nil }
        self.init(
            maximumBytes: Int64(numbers[0]), maximumPixels: numbers[1] == 0 ? nil : Int64(numbers[1]),
            kinds: Set(PictureKind.allCases.filter { bits & 1 << $0.rawValue != 0 }))
    }

    /// Whether it takes a picture of this kind, these sides and so many bytes.
    func takes(_ kind: PictureKind, _ width: Int, _ height: Int, byteCount: Int) -> Bool {
        kinds.contains(kind) && (1...65_535).contains(width) && (1...65_535).contains(height)
            && keepsPixels(width, height) && byteCount > 0 && byteCount <= maximumBytes
    }

    /// Whether a picture of these sides has no more pixels than it takes.
    func keepsPixels(_ width: Int, _ height: Int) -> Bool {
        maximumPixels.map { Int64(width) * Int64(height) <= $0 } ?? true
    }
}
