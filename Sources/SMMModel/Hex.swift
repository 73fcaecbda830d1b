/// Lower-case hexadecimal digits.
package enum Hex {
    /// Two digits for each byte.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var place = 0
            for byte in bytes {
                text[place] = digits.utf8Start[Int(byte >> 4)]
                text[place + 1] = digits.utf8Start[Int(byte & 15)]
                place += 2
            }
            return place
        }
    }
}
