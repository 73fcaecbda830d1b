/// A web address in a text.
struct FoundURL: Hashable {
    /// Where it stands, in code points.
    var range: Range<Int>
    /// Whether it begins with `http://` or `https://`.
    var hasScheme: Bool
    /// Whether it begins in the middle of a word.
    var isGlued = false
}
