/// The point of a picture that must stay in sight when it is cropped.
package struct MediaFocus: Sendable, Hashable, Codable {
    /// From -1 (left) to 1 (right).
    package var x: Double
    /// From -1 (bottom) to 1 (top).
    package var y: Double

    /// A point; nil outside of -1…1.
    package init?(x: Double, y: Double) {
        guard (-1...1).contains(x), (-1...1).contains(y) else { return nil }
        self.x = x
        self.y = y
    }
}
