/// What the process that parses media answers.
package enum MediaAnswer: Sendable, Hashable {
    /// The picture made to fit.
    case fitted(Picture)
    /// What the picture is; it is whole.
    case probed(PictureProbe)
    /// Why there is none.
    case refused(PictureRefusal)

    /// A written picture.
    package struct Picture: Sendable, Hashable {
        /// What it is written as.
        package var kind: PictureKind
        /// Pixels across.
        package var width: Int
        /// Pixels down.
        package var height: Int
        /// The file.
        package var bytes: [UInt8]

        /// A picture of its parts.
        package init(kind: PictureKind, width: Int, height: Int, bytes: [UInt8]) {
            self.kind = kind
            self.width = width
            self.height = height
            self.bytes = bytes
        }
    }

    private static var version: UInt8 { MediaRequest.version }
    /// The most bytes of a head.
    package static let longestHead = 64

    /// The head as it crosses: version, then 1 with kind, width and height, 2 with what was found, or 0 with the code of
    /// a refusal.
    package var head: [UInt8] {
        switch self {
        case .fitted(let picture):
            [Self.version, 1, picture.kind.rawValue]
                + [picture.width, picture.height].flatMap { WireNumber.bytes(UInt32(clamping: $0)) }
        case .probed(let probe): [Self.version, 2] + probe.wire
        case .refused(let refusal): [Self.version, 0] + refusal.code.rawValue.utf8.prefix(Self.longestHead - 2)
        }
    }

    /// The bytes that follow the head's piece as a piece of their own.
    package var body: [UInt8] {
        if case .fitted(let picture) = self { picture.bytes } else { [] }
    }

    /// Reads an answer; nil when it is none.
    package init?(head: [UInt8], body: [UInt8]) {
        guard head.count >= 3, head.count <= Self.longestHead, head[0] == Self.version else { return nil }
        switch head[1] {
        case 0:
            let code = head.dropFirst(2)
            // A code, and no text of anybody else's.
            guard code.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) else { return nil }
            self = .refused(PictureRefusal(PictureRefusal.Code(rawValue: String(decoding: code, as: UTF8.self))))
        case 1:
            guard head.count == 11, let kind = PictureKind(rawValue: head[2]) else { return nil }
            self = .fitted(
                Picture(
                    kind: kind, width: WireFrame.count(head[3..<7]), height: WireFrame.count(head[7..<11]),
                    bytes: body))
        case 2:
            guard body.isEmpty, let probe = PictureProbe(wire: head.dropFirst(2)) else { return nil }
            self = .probed(probe)
        default: return nil
        }
    }

    /// The whole answer as it crosses.
    package var framed: [UInt8] { [head, body].flatMap { WireFrame.length($0.count) + $0 } }

    /// The answer to `request` as a picture that keeps what was asked for and holds nothing that does not belong to the
    /// picture: nothing the other side says is believed. Nil when it does not.
    package func picture(for request: FitRequest) -> Picture? {
        guard case .fitted(let picture) = self, request.kinds.contains(picture.kind),
            PictureKind(of: picture.bytes) == picture.kind, picture.bytes.count <= request.maximumBytes,
            (1...65_535).contains(picture.width), (1...65_535).contains(picture.height),
            PictureCleaner.isClean(picture.bytes, picture.kind)
        else { return nil }
        if let most = request.maximumPixels, Int64(picture.width) * Int64(picture.height) > most { return nil }
        return picture
    }
}
