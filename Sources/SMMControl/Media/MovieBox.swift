/// A box of a film: its kind, and where it lies.
struct MovieBox {
    /// Four characters as a number.
    var kind: Int
    /// Where its length stands.
    var head: Int64
    /// Where its content begins, behind its length and kind.
    var start: Int64
    /// Where it ends, and the next may begin.
    var end: Int64

    /// The number that the four characters of a kind make; `©` is 0xA9, as QuickTime writes it.
    static func kind(_ text: StaticString) -> Int {
        text.withUTF8Buffer { bytes in
            // In UTF-8 the sign is C2 A9.
            bytes.reduce(0) { $1 == 0xC2 ? $0 : $0 << 8 | Int($1) }
        }
    }

    /// The numbers of several kinds, which are written one after the other with a blank between.
    static func kinds(_ text: StaticString) -> Set<Int> {
        let bytes = text.withUTF8Buffer { Array($0) }.filter { $0 != 0xC2 }
        return Set(
            stride(from: 0, to: bytes.count, by: 5).map { start in
                bytes[start..<min(start + 4, bytes.count)].reduce(0) { $0 << 8 | Int($1) }
            })
    }
}
