/// A text as code points by number, for finders that look back and ahead.
///
/// Reading outside the text gives nil, so that no finder can trap; every read is counted, so that tests can hold a
/// finder to linear time without a clock.
package final class ScalarReader {
    /// The text.
    package let text: String
    /// How many code points have been looked at.
    package private(set) var reads = 0
    private let scalars: [Unicode.Scalar]

    /// A reader of `text`.
    package init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// The number of code points.
    package var count: Int { scalars.count }

    /// The code point at `position`; nil outside the text.
    subscript(_ position: Int) -> Unicode.Scalar? {
        reads &+= 1
        return position >= 0 && position < scalars.count ? scalars[position] : nil
    }

    /// The first position from `start` whose code point is not of the kind, or the end of the text.
    func end(of kind: (Unicode.Scalar) -> Bool, from start: Int) -> Int {
        var position = start
        while let scalar = self[position], kind(scalar) { position += 1 }
        return position
    }

    /// Whether `word`, in lower-case ASCII, stands at `position`; ASCII case is ignored.
    func has(_ word: StaticString, at position: Int) -> Bool {
        word.withUTF8Buffer { bytes in
            var offset = 0
            while offset < bytes.count {
                guard let scalar = self[position + offset], scalar.asciiLowercased.value == UInt32(bytes[offset]) else {
                    return false
                }
                offset += 1
            }
            return true
        }
    }

    /// The text of `range`, as far as it is inside.
    func string(_ range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<scalars.count)
        reads &+= range.count
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The code points of `range`, as far as it is inside.
    func slice(_ range: Range<Int>) -> ArraySlice<Unicode.Scalar> {
        let range = range.clamped(to: 0..<scalars.count)
        reads &+= range.count
        return scalars[range]
    }

    /// How many bytes of UTF-8 `range` has.
    func bytes(_ range: Range<Int>) -> Int { slice(range).reduce(0) { $0 + UTF8.width($1) } }

    /// Where each range stands in the text, found in one pass; the ranges are in order and do not overlap.
    func indices(of ranges: [Range<Int>]) -> [Range<String.Index>] {
        let view = text.unicodeScalars
        var index = view.startIndex
        var position = 0
        func move(to target: Int) -> String.Index {
            while position < target, index < view.endIndex {
                index = view.index(after: index)
                position += 1
            }
            return index
        }
        return ranges.map { range in
            let start = move(to: range.lowerBound)
            return start..<move(to: range.upperBound)
        }
    }
}
