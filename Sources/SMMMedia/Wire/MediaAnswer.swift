/// What the process that parses media answers.
package enum MediaAnswer: Sendable, Hashable {
    /// What became of the picture for each limit, in order.
    case fitted([FitOutcome])
    /// What the picture is; it is whole.
    case probed(PictureProbe)
    /// Why there is none, for no limit.
    case refused(PictureRefusal)

    private static var version: UInt8 { MediaRequest.version }
    /// The most bytes of a head: those of the most outcomes, each a refusal.
    package static let longestHead = 512
    /// The most bytes of a refusal's code.
    private static let longestCode = 62

    /// The head as it crosses: version, then 1 with the number of outcomes and each of them, 2 with what was found, or 0
    /// with the code of a refusal.
    package var head: [UInt8] {
        switch self {
        case .fitted(let outcomes): [Self.version, 1, UInt8(clamping: outcomes.count)] + outcomes.flatMap(\.wire)
        case .probed(let probe): [Self.version, 2] + probe.wire
        case .refused(let refusal): [Self.version, 0] + refusal.code.rawValue.utf8.prefix(Self.longestCode)
        }
    }

    /// The bytes that follow the head's piece as a piece of their own: the pictures', one behind the other.
    package var body: [UInt8] {
        guard case .fitted(let outcomes) = self else { return [] }
        let files = outcomes.compactMap { if case .made(let picture) = $0 { picture.bytes } else { nil as [UInt8]? } }
        // One alone, which may be large, is not copied.
        return files.count == 1 ? files[0] : Array(files.joined())
    }

    /// Reads an answer; nil when it is none.
    package init?(head: [UInt8], body: [UInt8]) {
        guard head.count >= 3, head.count <= Self.longestHead, head[0] == Self.version else { return nil }
        switch head[1] {
        case 0:
            let code = head.dropFirst(2)
            // A code, and no text of anybody else's.
            guard body.isEmpty, code.count <= Self.longestCode,
                code.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
            else { return nil }
            self = .refused(PictureRefusal(PictureRefusal.Code(rawValue: String(decoding: code, as: UTF8.self))))
        case 1:
            guard let outcomes = Self.outcomes(head.dropFirst(3), count: Int(head[2]), body) else { return nil }
            self = .fitted(outcomes)
        case 2:
            guard body.isEmpty, let probe = PictureProbe(wire: head.dropFirst(2)) else { return nil }
            self = .probed(probe)
        default: return nil
        }
    }

    /// All of the outcomes and the whole body, or nil.
    private static func outcomes(_ wire: ArraySlice<UInt8>, count: Int, _ body: [UInt8]) -> [FitOutcome]? {
        guard (1...FitRequest.mostLimits).contains(count) else { return nil }
        var (wire, start) = (wire, 0)
        var outcomes: [FitOutcome] = []
        for _ in 0..<count {
            guard var outcome = FitOutcome.take(from: &wire) else { return nil }
            if case .made(var picture) = outcome, !body.isEmpty {
                guard picture.byteCount <= body.count - start else { return nil }
                let isAll = picture.byteCount == body.count
                picture.bytes = isAll ? body : Array(body[start..<start + picture.byteCount])
                start += picture.byteCount
                outcome = .made(picture)
            }
            outcomes.append(outcome)
        }
        return wire.isEmpty && start == body.count ? outcomes : nil
    }

    /// The whole answer as it crosses.
    package var framed: [UInt8] { [head, body].flatMap { WireFrame.length($0.count) + $0 } }

    /// The answer to `request`, one outcome for each limit: pictures that keep what was asked for and, where they are
    /// wanted, hold nothing that does not belong to the picture. Nothing the other side says is believed; nil when any of
    /// it cannot be right.
    package func outcomes(for request: FitRequest) -> [FitOutcome]? {
        guard case .fitted(let outcomes) = self, outcomes.count == request.limits.count else { return nil }
        for (outcome, limit) in zip(outcomes, request.limits) {
            guard case .made(let picture) = outcome else { continue }
            guard limit.takes(picture.kind, picture.width, picture.height, byteCount: picture.byteCount) else {
                return nil
            }
            guard request.wantsPictures else {
                guard picture.bytes.isEmpty else { return nil }
                continue
            }
            guard picture.bytes.count == picture.byteCount, PictureKind(of: picture.bytes) == picture.kind,
                PictureCleaner.isClean(picture.bytes, picture.kind)
            else { return nil }
        }
        return outcomes
    }
}
