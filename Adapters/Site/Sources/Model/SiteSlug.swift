package import SMMModel
package import SMMTime

/// Makes the addresses of entries.
package enum SiteSlug {
    /// The most letters of a title in an address.
    static let longest = 48

    /// `2026/11/title-key`, or `2026/11/key` without a title: the month in the site's zone, then what never repeats.
    package static func path(key: String, title: String?, published: Instant, zone: Zone) -> String {
        let date = zone.wall(at: published).date
        let month = date.month < 10 ? "0\(date.month)" : "\(date.month)"
        let year = String(max(0, min(9999, date.year)))
        let padded = String(repeating: "0", count: 4 - year.utf8.count) + year
        let slug = title.map(self.slug) ?? ""
        return "\(padded)/\(month)/\(slug.isEmpty ? "" : slug + "-")\(key)"
    }

    /// A title in small letters, digits and hyphens of ASCII; empty for a script that has no such form.
    static func slug(_ title: String) -> String {
        var words: [String] = []
        var word = ""
        for scalar in title.lowercased().unicodeScalars {
            if let letters = letters(scalar) {
                word += letters
            } else if !scalar.properties.isDiacritic && !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        var slug = ""
        for word in words {
            let longer = slug.isEmpty ? String(word.prefix(longest)) : slug + "-" + word
            guard longer.utf8.count <= longest else { break }
            slug = longer
        }
        return slug
    }

    private static func letters(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": String(scalar)
        case "ä", "æ": "ae"
        case "ö", "œ", "ø": "oe"
        case "ü": "ue"
        case "ß": "ss"
        case "à", "á", "â", "ã", "å", "ą": "a"
        case "ç", "ć", "č": "c"
        case "è", "é", "ê", "ë", "ę", "ě": "e"
        case "ì", "í", "î", "ï": "i"
        case "ł": "l"
        case "ñ", "ń": "n"
        case "ò", "ó", "ô", "õ": "o"
        case "ś", "š": "s"
        case "ù", "ú", "û", "ů": "u"
        case "ý", "ÿ": "y"
        case "ź", "ż", "ž": "z"
        case "'", "’": ""
        default: nil
        }
    }
}
