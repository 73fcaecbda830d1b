package import SMMModel

/// Where a page of a list ended, and which list it was: the opaque `cursor` of the wire.
package struct Cursor: Sendable, Hashable {
    /// The place of a page's last item in the list's order.
    package struct Position: Sendable, Hashable {
        /// The sort key of the last item.
        package var sort: Int64
        /// The id of the last item, which decides between equal sort keys.
        package var id: Int64

        /// A place.
        package init(sort: Int64, id: Int64) {
            self.sort = sort
            self.id = id
        }
    }

    /// The place.
    package var position: Position
    /// The hash of the route and its filters (see ``QueryItems/filterHash(route:)``).
    package var filter: UInt64

    /// A cursor.
    package init(position: Position, filter: UInt64) {
        self.position = position
        self.filter = filter
    }

    /// 50 hexadecimal digits: a version byte and the three numbers.
    package var text: String {
        let words = [UInt64(bitPattern: position.sort), UInt64(bitPattern: position.id), filter]
        return words.reduce(into: "01") { text, word in
            let digits = String(word, radix: 16)
            text += String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    /// Reads a cursor made for the list whose filter hash is `filter`.
    ///
    /// - Throws: `cursor-invalid` for a text that is no cursor, `cursor-mismatch` for one of another list.
    package init(_ text: String, filter: UInt64) throws(Problem) {
        let digits = Array(text.utf8)
        guard digits.count == 50, text.hasPrefix("01"), let sort = Self.word(digits[2..<18]),
            let id = Self.word(digits[18..<34]), let own = Self.word(digits[34..<50])
        else {
            throw Problem(
                Problem.Code("cursor-invalid"), status: 400, "The cursor is not one that this daemon gave out.",
                next: "Ask for the list again without a cursor.")
        }
        guard own == filter else {
            throw Problem(
                Problem.Code("cursor-mismatch"), status: 400, "The cursor belongs to a list with other filters.",
                next: "Keep the filters the same from page to page, or start again without a cursor.")
        }
        position = Position(sort: Int64(bitPattern: sort), id: Int64(bitPattern: id))
        self.filter = filter
    }

    private static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            switch digit {
            case 48...57: value = value << 4 | UInt64(digit - 48)
            case 97...102: value = value << 4 | UInt64(digit - 87)
            default: return nil
            }
        }
        return value
    }
}
