/// Finds web addresses and hashtags in plain text, in one pass.
package enum TextEntities {
    /// The entities of `text` in order, without overlaps.
    ///
    /// An address ends before white space, quotes, angle brackets and East Asian punctuation; punctuation at its end and
    /// a closing bracket that it did not open belong to the sentence. International names stay as they are. A hashtag
    /// holds letters, marks, digits and `_`, and at least one that is not a digit.
    package static func find(in text: String) -> [TextEntity] {
        let scalars = text.unicodeScalars
        var found: [TextEntity] = []
        var position = scalars.startIndex
        var previous: Unicode.Scalar?
        while position < scalars.endIndex {
            let scalar = scalars[position]
            let entity: TextEntity? =
                switch scalar {
                case "h", "H": previous.isASCIIWord ? nil : url(in: scalars, at: position)
                case "#", "\u{ff03}": previous.endsWord ? hashtag(in: scalars, at: position) : nil
                default: nil
                }
            if let entity {
                found.append(entity)
                position = entity.range.upperBound
                previous = scalars[scalars.index(before: position)]
            } else {
                position = scalars.index(after: position)
                previous = scalar
            }
        }
        return found
    }

    private static func url(in scalars: String.UnicodeScalarView, at start: String.Index) -> TextEntity? {
        guard let host = skip("http", in: scalars, from: start) else { return nil }
        let afterS = skip("s", in: scalars, from: host) ?? host
        guard let name = skip("://", in: scalars, from: afterS), name < scalars.endIndex else { return nil }
        guard scalars[name].isURLScalar, scalars[name].properties.isAlphabetic || scalars[name].isHostStart else {
            return nil
        }
        var end = AddressEnd(start: name)
        var position = name
        while position < scalars.endIndex, scalars[position].isURLScalar {
            let next = scalars.index(after: position)
            end.take(scalars[position], endingAt: next)
            position = next
        }
        guard end.index > name else { return nil }
        return TextEntity(kind: .url, range: start..<end.index)
    }

    /// The index behind `word`, ignoring case, when it stands at `start`.
    private static func skip(
        _ word: String, in scalars: String.UnicodeScalarView, from start: String.Index
    ) -> String.Index? {
        var position = start
        for letter in word.unicodeScalars {
            guard position < scalars.endIndex else { return nil }
            let scalar = scalars[position]
            let isSame = scalar == letter || letter.properties.isLowercase && scalar.value | 0x20 == letter.value
            guard isSame else { return nil }
            position = scalars.index(after: position)
        }
        return position
    }

    private static func hashtag(in scalars: String.UnicodeScalarView, at start: String.Index) -> TextEntity? {
        var position = scalars.index(after: start)
        var hasLetter = false
        while position < scalars.endIndex, scalars[position].isTagScalar {
            hasLetter = hasLetter || !scalars[position].isDigit
            position = scalars.index(after: position)
        }
        // Behind a word's end only: "#1)" is a number, "#a#b" are two tags run together.
        guard hasLetter, position == scalars.endIndex || !scalars[position].isHash else { return nil }
        return TextEntity(kind: .hashtag, range: start..<position)
    }
}
