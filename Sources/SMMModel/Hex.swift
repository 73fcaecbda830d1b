/// Lower-case hexadecimal digits.
package enum Hex {
    /// Two digits for each byte.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        // Through a buffer, since another module's collection would be asked for each byte by way of its protocol.
        bytes.withContiguousStorageIfAvailable { digits(of: $0) }
            ?? Array(bytes).withUnsafeBufferPointer { digits(of: $0) }
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
