/// The colours of a site in light or dark, made from the brand's colour so that every text is legible.
package struct SitePalette: Sendable, Hashable {
    /// Behind everything.
    package var ground: Colour
    /// Behind a post.
    package var card: Colour
    /// Text.
    package var text: Colour
    /// Dates and other small print.
    package var quiet: Colour
    /// Thin lines.
    package var line: Colour
    /// Edges of things that can be pressed.
    package var edge: Colour
    /// Links.
    package var link: Colour
    /// The brand's colour as a decoration.
    package var band: Colour

    /// The colours on a light ground. Text reaches 7:1, links and small print 4.5:1 (WCAG 2.2), edges 3:1.
    package static func light(_ accent: Colour) -> SitePalette {
        let ground = Colour.white.mixed(with: accent, 0.05)
        let grounds = [ground, Colour.white]
        return SitePalette(
            ground: ground, card: .white,
            text: Colour(0x24, 0x24, 0x2A).mixed(with: accent, 0.06).legible(on: grounds, towards: .black, ratio: 10),
            quiet: Colour(0x66, 0x66, 0x6E).mixed(with: accent, 0.08).legible(on: grounds, towards: .black, ratio: 4.8),
            line: ground.mixed(with: accent.mixed(with: .black, 0.4), 0.12),
            edge: accent.legible(on: grounds, towards: .black, ratio: 3.1),
            link: accent.legible(on: grounds, towards: .black, ratio: 4.8), band: accent)
    }

    /// The colours on a dark ground, with the same ratios.
    package static func dark(_ accent: Colour) -> SitePalette {
        let ground = Colour(0x10, 0x11, 0x14).mixed(with: accent, 0.04)
        let card = Colour(0x1A, 0x1B, 0x1F).mixed(with: accent, 0.05)
        let grounds = [ground, card]
        return SitePalette(
            ground: ground, card: card,
            text: Colour(0xE6, 0xE4, 0xE1).legible(on: grounds, towards: .white, ratio: 10),
            quiet: Colour(0x9C, 0x9A, 0x9E).mixed(with: accent, 0.08).legible(on: grounds, towards: .white, ratio: 4.8),
            line: card.mixed(with: .white, 0.1), edge: accent.legible(on: grounds, towards: .white, ratio: 3.1),
            link: accent.legible(on: grounds, towards: .white, ratio: 4.8),
            band: accent.legible(on: [ground], towards: .white, ratio: 1.6))
    }
}
