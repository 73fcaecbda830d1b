import SMMText

/// Parts plain text into words, web addresses and hashtags.
package enum TextScanner {
    /// The longest tag, in bytes of UTF-8; it becomes the name of a folder.
    static let longestTag = 120

    /// The pieces of a text in order; put together again they are the text.
    package static func scan(_ text: String) -> [TextPiece] {
        var pieces: [TextPiece] = []
        var position = text.startIndex
        for entity in TextEntities.find(in: text) {
            let shown = String(text[entity.range])
            guard let piece = piece(entity.kind, shown) else { continue }
            if position < entity.range.lowerBound {
                pieces.append(.plain(String(text[position..<entity.range.lowerBound])))
            }
            pieces.append(piece)
            position = entity.range.upperBound
        }
        if position < text.endIndex { pieces.append(.plain(String(text[position...]))) }
        return pieces
    }

    private static func piece(_ kind: TextEntity.Kind, _ shown: String) -> TextPiece? {
        switch kind {
        case .url: return .link(shown: shown, target: shown)
        case .hashtag:
            // One tag however it is typed: composed, and in small letters.
            let name = CanonicalText.of(shown.dropFirst().lowercased())
            guard !name.isEmpty, name.utf8.count <= longestTag else { return nil }
            return .hashtag(shown: shown, name: name)
        }
    }
}
