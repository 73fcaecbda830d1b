/// The key of a record inside its collection (AT Protocol, "Record Key"): 1 to 512 of the letters `A-Za-z0-9._:~-`.
package struct RecordKey: Sendable, Hashable, CustomStringConvertible {
    /// The key, as written.
    package let text: String

    /// Reads `text`; nil when it is none. `.` and `..` are none.
    package init?(_ text: some StringProtocol) {
        guard (1...512).contains(text.utf8.count), text != ".", text != "..",
            text.utf8.allSatisfy(Self.isKeyByte)
        else { return nil }
        self.text = String(text)
    }

    /// A TID is always a key.
    package init(_ tid: TID) { text = tid.text }

    /// The key.
    package var description: String { text }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "-"): true
        default: ASCII.isAlphanumeric(byte)
        }
    }
}
