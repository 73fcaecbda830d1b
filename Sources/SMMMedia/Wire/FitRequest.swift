/// What a network takes of a picture: the head of a request, before the picture. What comes back is clean; it is smaller
/// or of another kind only where it must be.
package struct FitRequest: Sendable, Hashable {
    /// The most bytes of the answer's picture.
    package var maximumBytes: Int64
    /// The most pixels of the answer's picture; nil for no limit.
    package var maximumPixels: Int64?
    /// The most pixels of a picture that is decoded at all.
    package var decodedPixels: Int64
    /// What it may be written as.
    package var kinds: Set<PictureKind>

    /// A request.
    package init(maximumBytes: Int64, maximumPixels: Int64? = nil, decodedPixels: Int64, kinds: Set<PictureKind>) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
        self.decodedPixels = decodedPixels
        self.kinds = kinds
    }

    private static let verb: UInt8 = 1

    /// The head as it crosses: version, verb, the kinds as bits, three numbers of eight bytes, big-endian; 0 for none.
    package var head: [UInt8] {
        let bits = kinds.reduce(UInt8(0)) { $0 | 1 << $1.rawValue }
        return [MediaRequest.version, Self.verb, bits]
            + [maximumBytes, maximumPixels ?? 0, decodedPixels].flatMap { WireNumber.bytes(UInt64(max($0, 0))) }
    }

    /// Reads a head; nil when it is none, or of another version or verb.
    package init?(head: [UInt8]) {
        guard head.count == 27, head[0] == MediaRequest.version, head[1] == Self.verb else { return nil }
        let numbers = [3, 11, 19].map { WireNumber.value(head[$0..<$0 + 8]) }
        guard numbers.allSatisfy({ $0 <= Int64.max }), numbers[0] > 0, numbers[2] > 0 else { return nil }
        self.init(
            maximumBytes: Int64(numbers[0]), maximumPixels: numbers[1] == 0 ? nil : Int64(numbers[1]),
            decodedPixels: Int64(numbers[2]),
            kinds: Set(PictureKind.allCases.filter { head[2] & 1 << $0.rawValue != 0 }))
    }
}
