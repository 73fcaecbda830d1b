/// Tells whether a whole text is one name, tag or address by X's rules (twitter-text, `isValid…`).
package enum PostSyntax {
    /// Whether `text` is a user's name with its sign.
    package static func isUserName(_ text: String) -> Bool {
        isOne(.mention, of: PostEntities(text).mentionsAndLists(), in: text)
    }

    /// Whether `text` is the name of a user's list with its sign.
    package static func isList(_ text: String) -> Bool {
        isOne(.list, of: PostEntities(text).mentionsAndLists(), in: text)
    }

    /// Whether `text` is a hashtag with its sign.
    package static func isHashtag(_ text: String) -> Bool {
        isOne(.hashtag, of: PostEntities(text).hashtags(), in: text)
    }

    private static func isOne(_ kind: PostEntity.Kind, of found: [PostEntity], in text: String) -> Bool {
        found.count == 1 && found[0].kind == kind && found[0].range == text.startIndex..<text.endIndex
    }
}
