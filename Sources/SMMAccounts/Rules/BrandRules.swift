package import SMMModel

/// What a brand's fields may hold.
package enum BrandRules {
    /// The longest title, in bytes.
    package static let longestTitle = 200

    /// Checks a title: not empty, one line, no control characters; throws `title-invalid`.
    package static func check(title: String) throws(Problem) {
        let isPrintable = title.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }
        guard !title.allSatisfy(\.isWhitespace), title.utf8.count <= longestTitle, isPrintable else {
            throw Problem.invalid(
                "title-invalid", "That cannot be a title.", given: String(title.prefix(60)),
                allowed: "one line of 1 to \(longestTitle) bytes")
        }
    }

    /// Checks the shape of a BCP 47 tag (RFC 5646, without the register); throws `language-invalid`.
    package static func check(language: String) throws(Problem) {
        let parts = language.split(separator: "-", omittingEmptySubsequences: false)
        let isTag =
            language.utf8.count <= 35 && (2...8).contains(parts[0].utf8.count)
            && parts[0].utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 }
            && parts.dropFirst().allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.utf8.allSatisfy { (($0 | 32) >= 97 && ($0 | 32) <= 122) || ($0 >= 48 && $0 <= 57) }
            }
        guard isTag else {
            throw Problem.invalid(
                "language-invalid", "That is no language tag.", given: language,
                allowed: "BCP 47, such as de, en-GB or pt-BR")
        }
    }

    /// Checks a colour; throws `colour-invalid`.
    package static func check(colour: String) throws(Problem) {
        let bytes = Array(colour.utf8)
        let isHex = bytes.dropFirst().allSatisfy {
            ($0 >= 48 && $0 <= 57) || (($0 | 32) >= 97 && ($0 | 32) <= 102)
        }
        guard bytes.count == 7, bytes.first == UInt8(ascii: "#"), isHex else {
            throw Problem.invalid(
                "colour-invalid", "That is no colour.", given: colour, allowed: "# and six hexadecimal digits, #1f6feb")
        }
    }

    /// Checks a zone with what the system knows; throws `zone-unknown` with the nearest name.
    package static func check(zone: String, with known: (String) -> ZoneCheck) throws(Problem) {
        guard case .unknown(let nearest) = known(zone) else { return }
        throw Problem.invalid(
            "zone-unknown", "The system knows no time zone of that name.", given: zone,
            allowed: "an IANA name such as Europe/Berlin", next: nearest.map { "Did you mean \($0)?" })
    }
}
