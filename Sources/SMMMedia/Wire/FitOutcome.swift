/// What became of a picture for one limit.
package enum FitOutcome: Sendable, Hashable {
    /// It was made to fit.
    case made(Picture)
    /// It was not: it moves, does not become small enough, or is damaged.
    case refused(PictureRefusal)

    /// A written picture.
    package struct Picture: Sendable, Hashable {
        /// What it is written as.
        package var kind: PictureKind
        /// Pixels across.
        package var width: Int
        /// Pixels down.
        package var height: Int
        /// How many bytes the file has.
        package var byteCount: Int
        /// The file; empty where it was not asked for.
        package var bytes: [UInt8]

        /// A picture with its file.
        package init(kind: PictureKind, width: Int, height: Int, bytes: [UInt8]) {
            self.init(kind: kind, width: width, height: height, byteCount: bytes.count, bytes: bytes)
        }

        /// A picture of its parts.
        package init(kind: PictureKind, width: Int, height: Int, byteCount: Int, bytes: [UInt8] = []) {
            self.kind = kind
            self.width = width
            self.height = height
            self.byteCount = byteCount
            self.bytes = bytes
        }
    }

    /// The refusals that are for one limit, or of the picture when it is decoded for one.
    static let refusals: Set<PictureRefusal.Code> = [.animated, .doesNotFit, .unreadable]
    private static let pictureLength = 14

    /// The outcome as it crosses: 1, kind, and width, height and count in four bytes each; or 0 and the refusal's code,
    /// behind its length in one byte.
    var wire: [UInt8] {
        switch self {
        case .made(let picture):
            [1, picture.kind.rawValue]
                + [picture.width, picture.height, picture.byteCount].flatMap { WireNumber.bytes(UInt32(clamping: $0)) }
        case .refused(let refusal): [0, UInt8(clamping: refusal.code.rawValue.utf8.count)] + refusal.code.rawValue.utf8
        }
    }

    /// Takes an outcome from the front, a picture without its bytes; nil when there is none.
    static func take(from wire: inout ArraySlice<UInt8>) -> FitOutcome? {
        switch wire.first {
        case 0:
            guard let count = wire.dropFirst().first, wire.count >= 2 + Int(count) else { return nil }
            let code = PictureRefusal.Code(
                rawValue: String(decoding: wire.dropFirst(2).prefix(Int(count)), as: UTF8.self))
            guard refusals.contains(code) else { return nil }
            wire = wire.dropFirst(2 + Int(count))
            return .refused(PictureRefusal(code))
        case 1:
            guard wire.count >= pictureLength, let kind = wire.dropFirst().first.flatMap(PictureKind.init(rawValue:))
            else { return nil }
            let numbers = [2, 6, 10].map { WireFrame.count(wire.dropFirst($0).prefix(4)) }
            wire = wire.dropFirst(pictureLength)
            return .made(Picture(kind: kind, width: numbers[0], height: numbers[1], byteCount: numbers[2]))
        default: return nil
        }
    }
}
