/// One form of a secret, and where it stands in other bytes: a search whose work goes with their number alone (Knuth,
/// Morris and Pratt). The case of letters does not matter. Pure.
struct SecretNeedle: Sendable, Hashable {
    private let letters: [UInt8]
    /// So many letters from the beginning count as found; all where there are fewer.
    private let telling: Int
    /// For each number of letters matched, how many of them still match one further on.
    private let fallback: [Int]

    /// A needle of at least one letter.
    init(_ bytes: [UInt8], telling: Int) {
        letters = bytes.map(Self.folded)
        self.telling = min(max(1, telling), bytes.count)
        var fallback = [Int](repeating: 0, count: bytes.count + 1)
        var matched = 0
        for index in letters.indices.dropFirst() {
            while matched > 0, letters[index] != letters[matched] { matched = fallback[matched] }
            if letters[index] == letters[matched] { matched += 1 }
            fallback[index + 1] = matched
        }
        self.fallback = fallback
    }

    /// Where it stands, in order.
    ///
    /// - Parameter alsoCutOff: whether a beginning of it that tells enough counts.
    func ranges(in hay: [UInt8], alsoCutOff: Bool) -> [Range<Int>] {
        guard !letters.isEmpty else { return [] }
        let enough = alsoCutOff ? telling : letters.count
        var found: [Range<Int>] = []
        var matched = 0
        hay.withUnsafeBufferPointer { hay in
            letters.withUnsafeBufferPointer { letters in
                fallback.withUnsafeBufferPointer { fallback in
                    for place in hay.indices {
                        let letter = Self.folded(hay[place])
                        if matched >= enough, matched < letters.count, letter != letters[matched] {
                            found.append(place - matched..<place)
                        }
                        while matched > 0, matched == letters.count || letter != letters[matched] {
                            matched = fallback[matched]
                        }
                        if letter == letters[matched] { matched += 1 }
                        if matched == letters.count { found.append(place + 1 - matched..<place + 1) }
                    }
                    if matched >= enough, matched < letters.count { found.append(hay.count - matched..<hay.count) }
                }
            }
        }
        return found
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}
