/// Walks over the bytes of a short text from outside; nothing it is asked can make it trap.
struct CharacterCursor {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = ArraySlice(bytes)
        self.position = self.bytes.startIndex
    }

    var isAtEnd: Bool { position >= bytes.endIndex }

    var peek: UInt8? { isAtEnd ? nil : bytes[position] }

    /// Steps over one of the characters; nil when the next one is none of them.
    mutating func accept(_ characters: Unicode.Scalar...) -> UInt8? {
        guard let next = peek, characters.contains(Unicode.Scalar(next)) else { return nil }
        position += 1
        return next
    }

    /// A number of exactly `count` digits, or nil.
    mutating func digits(_ count: Int) -> Int? {
        let run = digitRun(1...count)
        return run?.count == count ? run?.value : nil
    }

    /// A number whose count of digits lies in `counts` (at most 18); takes as many as it may.
    mutating func digitRun(_ counts: ClosedRange<Int>) -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        while count < counts.upperBound, let next = peek, (0x30...0x39).contains(next) {
            value = value * 10 + Int(next - 0x30)
            count += 1
            position += 1
        }
        return counts.contains(count) ? (value, count) : nil
    }

    /// The run of ASCII letters ahead, in lower case; empty when there is none.
    mutating func word() -> String {
        var word: [UInt8] = []
        while let next = peek, (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next) {
            word.append(next | 0x20)
            position += 1
        }
        return String(decoding: word, as: UTF8.self)
    }

    /// Steps over spaces; the number of them.
    @discardableResult
    mutating func spaces() -> Int {
        let start = position
        while accept(" ") != nil {}
        return position - start
    }
}
