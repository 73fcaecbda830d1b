/// A language tag (BCP 47 as the lexicon format `language` reads it): well-formed, no variant or extension twice.
///
/// The primary language is in small letters, as the protocol's own fixtures ask.
package struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
    /// The tag, as written; at most 128 bytes.
    package let text: String

    /// Reads `text`; nil when it is none.
    package init?(_ text: some StringProtocol) {
        guard (1...128).contains(text.utf8.count) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Part($0) }
        guard parts.allSatisfy({ (1...8).contains($0.bytes.count) && $0.bytes.allSatisfy(ASCII.isAlphanumeric) })
        else { return nil }
        guard Self.irregular.contains(parts.map(\.lower).joined(separator: "-")) || Self.isWellFormed(parts) else {
            return nil
        }
        self.text = String(text)
    }

    /// The primary language; `x` or `i` for private and old tags.
    package var primary: Substring { text.split(separator: "-").first ?? "" }

    /// The tag.
    package var description: String { text }

    private struct Part {
        let bytes: [UInt8]
        let lower: String

        init(_ text: some StringProtocol) {
            bytes = Array(text.utf8)
            lower = String(decoding: bytes.map(ASCII.lower), as: UTF8.self)
        }

        var isAlphabetic: Bool { bytes.allSatisfy(ASCII.isLetter) }
        var isNumeric: Bool { bytes.allSatisfy(ASCII.isDigit) }
        var isScript: Bool { bytes.count == 4 && isAlphabetic }
        var isRegion: Bool { (bytes.count == 2 && isAlphabetic) || (bytes.count == 3 && isNumeric) }
        var isVariant: Bool { bytes.count >= 5 || (bytes.count == 4 && ASCII.isDigit(bytes[0])) }
    }

    /// The registered tags that follow no rule (RFC 5646, section 2.1); the regular old ones are well-formed anyhow.
    private static let irregular: Set<String> = [
        "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo",
        "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de",
    ]

    private static func isWellFormed(_ parts: [Part]) -> Bool {
        guard let primary = parts.first else { return false }
        var rest = parts.dropFirst()
        if primary.lower == "x" { return !rest.isEmpty }
        guard (2...3).contains(primary.bytes.count), primary.bytes.allSatisfy(ASCII.isLower) else { return false }
        for _ in 0..<3 {
            if let next = rest.first, next.bytes.count == 3, next.isAlphabetic { rest = rest.dropFirst() }
        }
        if rest.first?.isScript == true { rest = rest.dropFirst() }
        if rest.first?.isRegion == true { rest = rest.dropFirst() }
        var variants: Set<String> = []
        while let next = rest.first, next.isVariant {
            guard variants.insert(next.lower).inserted else { return false }
            rest = rest.dropFirst()
        }
        return areExtensions(rest)
    }

    /// `a-…`, each singleton once and followed by something, and at the end `x-…`.
    private static func areExtensions(_ parts: ArraySlice<Part>) -> Bool {
        var rest = parts
        var singletons: Set<String> = []
        while let singleton = rest.first {
            guard singleton.bytes.count == 1 else { return false }
            rest = rest.dropFirst()
            if singleton.lower == "x" { return !rest.isEmpty }
            guard singletons.insert(singleton.lower).inserted else { return false }
            let values = rest.prefix { $0.bytes.count >= 2 }
            guard !values.isEmpty else { return false }
            rest = rest.dropFirst(values.count)
        }
        return true
    }
}
