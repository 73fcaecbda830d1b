/// A found entity by code points, before it is known where they stand in the text.
struct EntitySpan: Hashable {
    var kind: PostEntity.Kind
    /// All of it, its sign included.
    var range: Range<Int>
    /// Its value.
    var value: Range<Int>
    /// The name of a list with its slash.
    var list: Range<Int>?

    /// The spans in order without those that begin inside an earlier one.
    static func withoutOverlaps(_ spans: [EntitySpan]) -> [EntitySpan] {
        var end = 0
        return spans.sorted { $0.range.lowerBound < $1.range.lowerBound }.filter { span in
            guard span.range.lowerBound >= end else { return false }
            end = span.range.upperBound
            return true
        }
    }
}
