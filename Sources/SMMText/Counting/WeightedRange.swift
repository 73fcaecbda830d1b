/// A range of code points that weigh the same.
package struct WeightedRange: Sendable, Hashable, Codable {
    /// The first code point.
    package var start: Int
    /// The last code point, itself included; before `start` the range is empty.
    package var end: Int
    /// What each weighs, in parts of `TextWeights.scale`.
    package var weight: Int

    /// A range.
    package init(start: Int, end: Int, weight: Int) {
        self.start = start
        self.end = end
        self.weight = weight
    }
}
