/// Photos and films of a part as HTML.
struct MediaMarkup {
    let words: Words
    let links: SiteLinks

    /// Pictures in rows, films below one another. All but the first picture of a page wait until they come into sight.
    func html(_ media: [SiteMedium], isFirst: Bool) -> String {
        guard !media.isEmpty else { return "" }
        var markup = Markup()
        guard media.count > 1 else {
            markup.raw("<div class=\"photos one\">\n")
            figure(&markup, media[0], isEager: isFirst)
            markup.raw("</div>\n")
            return markup.result
        }
        markup.raw("<div class=\"photos\">\n")
        var position = 0
        for count in PhotoRows.rows(media.map { Double(PhotoRows.shape($0.ratio)) / 100 }) {
            let row = media[position..<position + count]
            markup.raw("<div class=\"row\">\n")
            for (offset, medium) in row.enumerated() {
                figure(&markup, medium, isEager: isFirst && position + offset == 0)
            }
            markup.raw("</div>\n")
            position += count
        }
        markup.raw("</div>\n")
        return markup.result
    }

    /// Pictures and films one after another, for feed readers.
    func plain(_ media: [SiteMedium]) -> String {
        var markup = Markup()
        for medium in media {
            markup.raw("<p>")
            element(&markup, medium, classes: nil, isEager: true)
            markup.raw("</p>\n")
        }
        return markup.result
    }

    private func figure(_ markup: inout Markup, _ medium: SiteMedium, isEager: Bool) {
        markup.raw("<figure class=\"photo r\(PhotoRows.shape(medium.ratio))\">")
        if !medium.isVideo { markup.open("a", [("href", links.file(medium.file))]) }
        element(&markup, medium, classes: medium.isVideo ? "u-video" : "u-photo", isEager: isEager)
        markup.raw(medium.isVideo ? "</figure>\n" : "</a></figure>\n")
    }

    private func element(_ markup: inout Markup, _ medium: SiteMedium, classes: String?, isEager: Bool) {
        let alt = medium.alt.flatMap { $0.isEmpty ? nil : $0 } ?? (medium.isVideo ? words.video : words.photo)
        var attributes: [(String, String)] = classes.map { [("class", $0)] } ?? []
        attributes.append(("src", links.file(medium.file)))
        attributes.append((medium.isVideo ? "aria-label" : "alt", alt))
        if medium.ratio != nil, let width = medium.width, let height = medium.height {
            attributes += [("width", String(width)), ("height", String(height))]
        }
        if medium.isVideo {
            markup.open("video", attributes + [("preload", "metadata"), ("controls", "controls")])
            markup.raw("</video>")
        } else {
            if !isEager { attributes += [("loading", "lazy"), ("decoding", "async")] }
            markup.open("img", attributes)
        }
    }
}
