/// Turns plain text into paragraphs of HTML.
package enum TextMarkup {
    /// `<p>` elements with line breaks, links and hashtags; blank lines part paragraphs.
    ///
    /// - Parameter tagLink: the address of a tag's page; nil leaves hashtags without a link.
    package static func html(_ text: String, tagLink: (String) -> String?) -> String {
        var markup = Markup()
        var isOpen = false
        func newline(_ count: Int) {
            guard isOpen, count > 0 else { return }
            markup.raw(count > 1 ? "</p>\n" : "<br>")
            if count > 1 { isOpen = false }
        }
        func begin() {
            if !isOpen { markup.raw("<p dir=\"auto\">") }
            isOpen = true
        }
        var pending = 0
        for piece in TextScanner.scan(text) {
            guard case .plain(let words) = piece else {
                newline(pending)
                pending = 0
                begin()
                add(piece, to: &markup, tagLink)
                continue
            }
            for (number, line) in words.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { pending += 1 }
                guard !line.isEmpty else { continue }
                if pending > 0 { newline(pending) }
                pending = 0
                begin()
                markup.text(line)
            }
        }
        if isOpen { markup.raw("</p>\n") }
        return markup.result
    }

    private static func add(_ piece: TextPiece, to markup: inout Markup, _ tagLink: (String) -> String?) {
        switch piece {
        case .plain(let words): markup.text(words)
        case .link(let shown, let target): markup.element("a", [("href", target)], shown)
        case .hashtag(let shown, let name):
            guard let link = tagLink(name) else { return markup.text(shown) }
            markup.element("a", [("class", "tag"), ("rel", "tag"), ("href", link)], shown)
        }
    }
}
