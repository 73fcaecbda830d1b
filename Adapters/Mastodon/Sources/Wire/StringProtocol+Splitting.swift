extension StringProtocol {
    /// The text before and after the first `mark`; nil when it is not there.
    func split(at mark: String) -> (Substring, Substring)? {
        let whole = Substring(self)
        var place = whole.startIndex
        while place < whole.endIndex {
            if whole[place...].hasPrefix(mark) {
                return (whole[..<place], whole[place...].dropFirst(mark.count))
            }
            place = whole.index(after: place)
        }
        return nil
    }

    /// The text after the first `mark`, or all of it.
    func range(after mark: String) -> String { split(at: mark).map { String($0.1) } ?? String(self) }
}
