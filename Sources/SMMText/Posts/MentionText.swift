/// Writes mentions as servers of the fediverse show them: `@ann` for `@ann@example.social`.
package enum MentionText {
    /// `text` with every mention shortened and its name in small letters; all else as it is. In linear time.
    package static func shortened(_ text: String) -> String {
        guard text.contains("@") else { return text }
        let reader = ScalarReader(text)
        var output = ""
        var place = 0
        for mention in FediverseMention.find(in: reader) {
            let name = mention.range.lowerBound..<(mention.domain?.lowerBound ?? mention.range.upperBound)
            output += reader.string(place..<name.lowerBound) + reader.string(name).lowercased()
            place = mention.range.upperBound
        }
        return output + reader.string(place..<reader.count)
    }
}
