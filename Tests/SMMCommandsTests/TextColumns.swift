/// An independent count of columns for the tests: one for each character, two for those of the scripts they use.
enum TextColumns {
    static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { sum, character in
            let value = character.unicodeScalars.first?.value ?? 0
            return sum + ((0x3000...0x9FFF).contains(value) || value > 0x1F000 ? 2 : 1)
        }
    }
}
