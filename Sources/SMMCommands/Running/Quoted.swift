/// What a person typed, as a message repeats it: enough to know it by, however much it was.
enum Quoted {
    /// The most characters of it that are repeated.
    static let limit = 120

    /// `text`, cut where it is longer than a message should be.
    static func short(_ text: String) -> String {
        // The characters of a whole book are not counted to see that it is one.
        guard let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex
        else { return text }
        return "\(text[..<end])… (\(text.utf8.count) bytes)"
    }
}
