/// Bytes with every escape read as the letter it stands for, and where each letter stood. Pure.
struct EscapedLetters {
    /// The letters.
    private(set) var bytes: [UInt8] = []
    /// Where each begins, and where the last one ends.
    private var places: [Int] = []

    /// Reads the escapes in `source`; nil when there are none.
    init?(_ source: [UInt8]) {
        guard source.contains(where: EscapedLetter.begins) else { return nil }
        bytes.reserveCapacity(source.count)
        places.reserveCapacity(source.count + 1)
        var isEscaped = false
        source.withUnsafeBufferPointer { source in
            var place = 0
            while place < source.count {
                places.append(place)
                if let letter = EscapedLetter(source, at: place) {
                    bytes.append(letter.byte)
                    place += letter.length
                    isEscaped = true
                } else {
                    bytes.append(source[place])
                    place += 1
                }
            }
        }
        guard isEscaped else { return nil }
        places.append(source.count)
    }

    /// Where letters stood.
    func range(_ letters: Range<Int>) -> Range<Int> { places[letters.lowerBound]..<places[letters.upperBound] }
}
