/// Which sizes and qualities are tried, one after the other, until a picture fits. Pure, and the same every time.
package struct FitLadder: Sendable {
    /// No kind of picture that is written may be longer (WebP has 14 bits).
    package static let longestEdge = 16_383
    /// No network shows more, and a picture of this size in memory leaves room.
    package static let mostPixels: Int64 = 4096 * 3072
    /// The same for a picture within the limits that is only set upright: what today's cameras take.
    package static let mostTurnedPixels: Int64 = 24_500_000
    /// The same for what can be seen through, which takes several times the work to write.
    package static let mostSeeThroughPixels: Int64 = 2048 * 1536
    /// Below this it is no longer the picture that was meant.
    package static let shortestEdge = 160
    /// The qualities tried at each size, the best first.
    package static let qualities = [90, 82, 74]

    /// The first edge to try of a picture of this size, stored in either direction.
    package static func firstEdge(width: Int, height: Int, maximumPixels: Int64) -> Int {
        let (long, short) = (max(width, height), min(width, height))
        guard short > 0 else { return 0 }
        let most = max(0, maximumPixels)
        // edge * (edge * short / long) <= most
        let bound = (Double(most) * Double(long) / Double(short)).squareRoot()
        var edge = min(long, longestEdge, Int(min(bound, Double(longestEdge))))
        // The short side is rounded, upwards at the worst.
        while edge > 0, Int64(edge) * Int64((edge * short + long - 1) / long) > most { edge -= 1 }
        return edge
    }

    /// Whether a file that is expected to have so many bytes is not worth the work of writing it. An expectation is rarely
    /// off by a tenth; where it is, the picture is written in a little less quality than it could be.
    package static func isOutOfReach(_ expected: Int, most: Int64) -> Bool { Double(expected) > 1.1 * Double(most) }

    /// The next edge; nil when there is none.
    ///
    /// - Parameters:
    ///   - got: the bytes at `edge` in the least quality, as written or expected; nil when it could not be written.
    ///   - most: the bytes allowed.
    package static func nextEdge(after edge: Int, got: Int?, most: Int64) -> Int? {
        var factor = 0.7
        // Bytes go about with the area. A little less, so that one step is most often enough.
        if let got, got > 0 { factor = min(0.85, max(0.35, 0.97 * (Double(most) / Double(got)).squareRoot())) }
        let next = min(Int(Double(edge) * factor), edge - 1)
        return next < shortestEdge ? nil : next
    }

    /// What to write, of the kinds a network takes: photos as JPEG, what can be seen through as WebP or PNG.
    package static func kind(isSeeThrough: Bool, of kinds: Set<PictureKind>) -> PictureKind? {
        let order: [PictureKind] = isSeeThrough ? [.webp, .png] : [.jpeg, .webp, .png]
        return order.first { kinds.contains($0) }
    }
}
