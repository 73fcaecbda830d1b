import SMMAdapterKit

/// What networks take of one picture: the head of a request, before the picture. What comes back is clean; it is smaller
/// or of another kind only where it must be.
package struct FitRequest: Sendable, Hashable {
    /// What each takes; one to ``mostLimits``, answered in this order.
    package var limits: [PictureLimit]
    /// The most pixels of a picture that is decoded at all.
    package var decodedPixels: Int64
    /// Whether the pictures are wanted, and not only what they would be. With them the limits allow together no more bytes
    /// than one picture may have, since neither side holds more.
    package var wantsPictures: Bool

    /// The most limits of one request: more networks than there are, and few enough that the work stays bounded.
    package static let mostLimits = 16

    /// A request.
    package init(_ limits: [PictureLimit], decodedPixels: Int64, wantsPictures: Bool) {
        self.limits = limits
        self.decodedPixels = decodedPixels
        self.wantsPictures = wantsPictures
    }

    private static let verb: UInt8 = 1
    private static let beforeLimits = 11

    /// The most bytes of an answer's second piece.
    package var longestBody: Int { wantsPictures ? limits.reduce(0) { $0 + Int($1.maximumBytes) } : 0 }

    /// The head as it crosses: version, verb, 1 where the pictures are wanted, the pixels in eight bytes, big-endian, and
    /// the limits.
    package var head: [UInt8] {
        [MediaRequest.version, Self.verb, wantsPictures ? 1 : 0] + WireNumber.bytes(UInt64(max(decodedPixels, 0)))
            + limits.flatMap(\.wire)
    }

    /// Reads a head; nil when it is none, or of another version or verb.
    package init?(head: [UInt8]) {
        guard head.count > Self.beforeLimits, head[0] == MediaRequest.version, head[1] == Self.verb, head[2] <= 1
        else { return nil }
        let (count, rest) = (head.count - Self.beforeLimits).quotientAndRemainder(dividingBy: PictureLimit.length)
        guard rest == 0, count <= Self.mostLimits else { return nil }
        let pixels = WireNumber.value(head[3..<Self.beforeLimits])
        guard pixels > 0, pixels <= Int64.max else { return nil }
        var limits: [PictureLimit] = []
        for start in stride(from: Self.beforeLimits, to: head.count, by: PictureLimit.length) {
            guard let limit = PictureLimit(wire: head[start..<start + PictureLimit.length]) else { return nil }
            limits.append(limit)
        }
        let wantsPictures = head[2] == 1
        // One after the other, since their sum may be more than can be counted.
        var left = PictureFit.maximumBytes
        for limit in limits where wantsPictures {
            guard limit.maximumBytes <= left else { return nil }
            left -= limit.maximumBytes
        }
        self.init(limits, decodedPixels: Int64(pixels), wantsPictures: wantsPictures)
    }
}
