/// Languages as servers take them: ISO 639 codes (documentation, methods/statuses).
enum LanguageTag {
    /// The first subtag of a BCP 47 tag in lower case; nil unless it is two or three letters.
    static func primary(_ tag: String) -> String? {
        let head = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard (2...3).contains(head.utf8.count),
            head.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
        else { return nil }
        return head
    }
}
