/// Lower-case hexadecimal digits.
package enum Hex {
    /// Two digits for each byte.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        // Through a buffer, since another module's collection would be asked for each byte by way of its protocol.
        bytes.withContiguousStorageIfAvailable { digits(of: $0) }
            ?? Array(bytes).withUnsafeBufferPointer { digits(of: $0) }
    }

    /// What a digit in either case stands for; nil for another letter.
    package static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func digits(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            for (place, byte) in bytes.enumerated() {
                text[place * 2] = digits.utf8Start[Int(byte >> 4)]
                text[place * 2 + 1] = digits.utf8Start[Int(byte & 15)]
            }
            return bytes.count * 2
        }
    }
}
