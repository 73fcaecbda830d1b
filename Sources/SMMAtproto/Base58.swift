/// Base58 in the order of Bitcoin's letters, as multibase `z` has it. Its work grows with the square of the length, so
/// it reads short texts only.
enum Base58 {
    /// The longest text that is read: a key has about 50 letters.
    static let maximumLength = 128
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        for byte in bytes {
            var carry = Int(byte)
            for index in digits.indices {
                carry += Int(digits[index]) << 8
                digits[index] = UInt8(carry % 58)
                carry /= 58
            }
            while carry > 0 {
                digits.append(UInt8(carry % 58))
                carry /= 58
            }
        }
        let zeros = [UInt8](repeating: alphabet[0], count: bytes.prefix { $0 == 0 }.count)
        return String(decoding: zeros + digits.reversed().map { alphabet[Int($0)] }, as: UTF8.self)
    }

    static func decode(_ letters: some Collection<UInt8>) -> [UInt8]? {
        guard letters.count <= maximumLength else { return nil }
        var bytes: [UInt8] = []
        for letter in letters {
            guard var carry = alphabet.firstIndex(of: letter) else { return nil }
            for index in bytes.indices {
                carry += Int(bytes[index]) * 58
                bytes[index] = UInt8(carry & 255)
                carry >>= 8
            }
            while carry > 0 {
                bytes.append(UInt8(carry & 255))
                carry >>= 8
            }
        }
        return [UInt8](repeating: 0, count: letters.prefix { $0 == alphabet[0] }.count) + bytes.reversed()
    }
}
