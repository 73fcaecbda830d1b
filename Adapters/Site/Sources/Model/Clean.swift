/// Takes out of text what has no place on a page.
package enum Clean {
    /// Text with its lines: control characters and what XML cannot carry are dropped, every kind of line end is `\n`,
    /// lines have no spaces at their end, and the text none around it.
    package static func text(_ given: String) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in given.unicodeScalars {
            defer { previous = scalar }
            switch scalar.value {
            case 0x0A where previous == "\r": continue
            case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
                while scalars.last == " " || scalars.last == "\t" { scalars.removeLast() }
                if !scalars.isEmpty { scalars.append("\n") }
            case 0x09: scalars.append("\t")
            case 0x00...0x1F, 0x7F...0x9F, 0xFEFF, 0xFDD0...0xFDEF: continue
            case let value where value & 0xFFFE == 0xFFFE: continue
            default: scalars.append(scalar)
            }
        }
        while let last = scalars.last, last == " " || last == "\t" || last == "\n" { scalars.removeLast() }
        return String(scalars)
    }

    /// Text as one line: line ends and runs of spaces become one space, and direction overrides are dropped.
    package static func line(_ given: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text(given).unicodeScalars {
            switch scalar.value {
            case 0x20, 0x0A, 0x09:
                if let last = scalars.last, last != " " { scalars.append(" ") }
            case 0x202A...0x202E, 0x2066...0x2069: continue
            default: scalars.append(scalar)
            }
        }
        if scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    /// The beginning of a text as one line of at most about `length` letters, cut between words.
    package static func excerpt(_ given: String, _ length: Int) -> String {
        let whole = line(String(given.prefix(length * 4 + 64)))
        guard whole.count > length else { return whole }
        let head = whole.prefix(length)
        let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
        let trimmed = cut.reversed().drop { " .,;:–—-".contains($0) }.reversed()
        return String(trimmed.isEmpty ? Array(head) : Array(trimmed)) + "…"
    }
}
