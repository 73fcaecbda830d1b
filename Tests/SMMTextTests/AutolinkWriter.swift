import SMMText

/// Writes a post as HTML as the fixtures of twitter-text have it, from the positions of entities alone.
///
/// Nothing of this is in the program: it is here so that the fixtures can say whether the positions are right.
struct AutolinkWriter {
    /// What the service says an address of its own stands for.
    struct Expansion: Decodable {
        var url: String
        var expandedURL: String
        var displayURL: String

        private enum CodingKeys: String, CodingKey {
            case url
            case expandedURL = "expanded_url"
            case displayURL = "display_url"
        }
    }

    var expansions: [Expansion] = []

    private static let hidden = "style='position:absolute;left:-9999px;'"

    /// The post with links; what stands between them is left as it is.
    func html(_ text: String, _ entities: [PostEntity]) -> String {
        var output = ""
        var last = text.startIndex
        for entity in entities {
            output += text[last..<entity.range.lowerBound]
            output += link(entity, written: text[entity.range])
            last = entity.range.upperBound
        }
        return output + text[last...]
    }

    private func link(_ entity: PostEntity, written: Substring) -> String {
        let sign = written.unicodeScalars.first.map { String($0) } ?? ""
        let value = entity.value
        switch entity.kind {
        case .url: return address(value)
        case .mention:
            return "\(sign)<a class=\"tweet-url username\" href=\"https://twitter.com/\(value)\">\(value)</a>"
        case .list:
            let name = value + entity.list
            return "\(sign)<a class=\"tweet-url list-slug\" href=\"https://twitter.com/\(name)\">\(name)</a>"
        case .hashtag:
            let style = value.unicodeScalars.contains(where: Self.isRightToLeft) ? "hashtag rtl" : "hashtag"
            return
                "<a href=\"https://twitter.com/search?q=%23\(value)\" title=\"#\(value)\" class=\"tweet-url \(style)\">"
                + "\(sign)\(value)</a>"
        case .cashtag:
            return
                "<a href=\"https://twitter.com/search?q=%24\(value)\" title=\"$\(value)\" class=\"tweet-url cashtag\">"
                + "\(sign)\(value)</a>"
        }
    }

    private func address(_ url: String) -> String {
        let escaped = HTMLEscape.attribute(url)
        guard let expansion = expansions.first(where: { $0.url == url }) else {
            return "<a href=\"\(escaped)\">\(escaped)</a>"
        }
        let parts = expansion.expandedURL.split(separator: expansion.displayURL, omittingEmptySubsequences: false)
        let blank = "<span class='tco-ellipsis'><span \(Self.hidden)>&nbsp;</span></span>"
        return "<a href=\"\(escaped)\" title=\"\(expansion.expandedURL)\">" + blank
            + "<span \(Self.hidden)>\(parts.first ?? "")</span>"
            + "<span class='js-display-url'>\(expansion.displayURL)</span>"
            + "<span \(Self.hidden)>\(parts.last ?? "")</span>" + blank + "</a>"
    }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x6FF, 0x750...0x77F, 0xFE70...0xFEFF: true
        default: false
        }
    }
}
