/// The site's mark: the first letter of its title on the brand's colour, as SVG.
package enum SiteIcon {
    /// The picture's text.
    package static func svg(title: String, accent: Colour) -> String {
        let letter = title.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() } ?? "·"
        let ink =
            accent.contrast(with: .white) >= 3
            ? Colour.white : accent.legible(on: [accent], towards: .black, ratio: 4.5)
        var markup = Markup()
        markup.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">")
        markup.raw("<rect width=\"64\" height=\"64\" rx=\"14\" fill=\"\(accent.hex)\"/>")
        markup.raw("<text x=\"32\" y=\"44\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\"")
        markup.raw(" font-weight=\"700\" font-size=\"36\" fill=\"\(ink.hex)\">")
        markup.text(letter.prefix(1))
        markup.raw("</text></svg>\n")
        return markup.result
    }
}
