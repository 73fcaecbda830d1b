/// Which sizes and qualities are tried, one after the other, until a picture fits. Pure, and the same every time.
package struct FitLadder: Sendable {
    /// No network shows more, and a picture of this size in memory leaves room.
    package static let longestEdge = 4096
    /// The same for what can be seen through, which takes several times the work to write.
    package static let longestSeeThroughEdge = 2048
    /// Below this it is no longer the picture that was meant.
    package static let shortestEdge = 160
    /// The qualities tried at each size, the best first.
    package static let qualities = [90, 82, 74]

    /// The first edge to try of a picture of this size, stored in either direction.
    package static func firstEdge(width: Int, height: Int, maximumPixels: Int64?) -> Int {
        let long = max(width, height)
        let edge = min(long, longestEdge)
        guard let most = maximumPixels, long > 0, width > 0, height > 0 else { return edge }
        let short = min(width, height)
        // edge * (edge * short / long) <= most
        let bound = (Double(max(most, 0)) * Double(long) / Double(short)).squareRoot()
        return bound < Double(edge) ? Int(bound) : edge
    }

    /// The next edge; nil when there is none.
    ///
    /// - Parameters:
    ///   - got: the bytes at `edge` in the least quality; nil when it could not be written.
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
