/// What may be the key of an entry: it becomes a file's name and part of an address.
package enum SiteKey {
    /// The most letters.
    package static let longest = 64

    /// Whether a key is made of 1 to 64 letters, digits, `_` and `~` of ASCII. A hyphen parts a title from the key in an
    /// address, so no two entries can come to the same one.
    package static func isValid(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= longest
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }
}
