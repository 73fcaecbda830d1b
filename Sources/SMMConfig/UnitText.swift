/// A whole number followed by a unit.
enum UnitText {
    /// Takes a number of at most 15 digits and the letters after it from the front; a space may stand between.
    static func next(_ text: inout Substring) -> (number: Int64, unit: String)? {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        guard (1...15).contains(digits.count), let number = Int64(String(decoding: digits, as: UTF8.self)) else {
            return nil
        }
        text = text.dropFirst(digits.count)
        if text.first == " " { text = text.dropFirst() }
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        guard !letters.isEmpty else { return nil }
        text = text.dropFirst(letters.count)
        return (number, String(letters))
    }
}
