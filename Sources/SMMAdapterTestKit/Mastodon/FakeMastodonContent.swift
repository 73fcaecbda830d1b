/// The HTML a server makes of a text.
enum FakeMastodonContent {
    /// Paragraphs, line breaks, links, mentions and hashtags, in Mastodon's markup.
    ///
    /// - Parameters:
    ///   - base: the address of the server.
    ///   - account: finds the profile's address and the name of somebody mentioned.
    static func html(
        _ text: String, base: String, account: (_ name: String, _ domain: String?) -> (url: String, name: String)?
    ) -> String {
        guard !text.isEmpty else { return "" }
        var html = "<p>"
        for (piece, word) in FakeMastodonWord.split(text) {
            switch word {
            case .address: html += link(String(piece))
            case .hashtag(let name):
                html += "<a href=\"\(base)/tags/\(escaped(name))\" class=\"mention hashtag\" rel=\"tag\">#<span>"
                html += escaped(name) + "</span></a>"
            case .mention(let name, let domain):
                guard let found = account(name, domain) else {
                    html += escaped(String(piece))
                    continue
                }
                html += "<span class=\"h-card\" translate=\"no\"><a href=\"\(escaped(found.url))\" "
                html += "class=\"u-url mention\">@<span>\(escaped(found.name))</span></a></span>"
            case .plain: html += plain(piece)
            }
        }
        return html + "</p>"
    }

    /// The hashtags of a text, as written.
    static func tags(_ text: String) -> [String] {
        FakeMastodonWord.split(text).compactMap { piece in
            guard case .hashtag(let name) = piece.word else { return nil }
            return name
        }
    }

    /// Line ends as `<br />`, empty lines as the ends of paragraphs.
    private static func plain(_ text: Substring) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var html = escaped(String(lines.first ?? ""))
        var empty = 0
        for (place, line) in lines.enumerated().dropFirst() {
            if line.isEmpty && place < lines.count - 1 {
                empty += 1
                continue
            }
            html += (empty > 0 ? "</p><p>" : "<br />") + escaped(String(line))
            empty = 0
        }
        return html
    }

    /// The address with its scheme and its end hidden, as Mastodon shortens it.
    private static func link(_ address: String) -> String {
        let scheme = address.hasPrefix("https://") ? "https://" : "http://"
        let rest = address.dropFirst(scheme.count)
        let shown = rest.prefix(30)
        let hidden = rest.dropFirst(30)
        let style = hidden.isEmpty ? "" : "ellipsis"
        return "<a href=\"\(escaped(address))\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\">"
            + "<span class=\"invisible\">\(scheme)</span><span class=\"\(style)\">\(escaped(String(shown)))</span>"
            + "<span class=\"invisible\">\(escaped(String(hidden)))</span></a>"
    }

    /// Text as HTML.
    static func escaped(_ text: String) -> String {
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }
}
