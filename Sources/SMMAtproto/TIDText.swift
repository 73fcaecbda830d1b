/// The 13 letters of a TID (AT Protocol, "TID"): base32-sortable, the first of sixteen.
package enum TIDText {
    private static let first = Set("234567abcdefghij".utf8)
    private static let rest = Set("234567abcdefghijklmnopqrstuvwxyz".utf8)

    /// Whether `text` is one.
    package static func isValid(_ text: String) -> Bool {
        text.utf8.count == 13 && text.utf8.first.map(first.contains) == true && text.utf8.allSatisfy(rest.contains)
    }
}
