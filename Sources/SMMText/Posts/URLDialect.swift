/// Whose idea of a web address a finder follows.
package enum URLDialect: String, Sendable, Hashable, Codable, CaseIterable {
    /// X's: a path is made of Latin and Cyrillic letters and some punctuation (twitter-text, `validUrlPath`).
    case twitterText = "twitter-text"
    /// Mastodon's: a path holds anything but white space, and ends before a sentence's punctuation (Mastodon,
    /// `config/initializers/twitter_regex.rb`).
    case mastodon

    /// Whether a path may hold `scalar`; brackets are looked at apart.
    func holdsInPath(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .twitterText:
            switch scalar {
            case "!", "*", "'", ";", ":", "+", ",", ".", "$", "%", "[", "]", "~", "&", "|", "@": true
            default: endsPath(scalar) || scalar.properties.generalCategory == .dashPunctuation
            }
        case .mastodon: !scalar.isWhiteSpace && scalar != "<" && scalar != ">" && !scalar.isPathStop
        }
    }

    /// Whether a path may end with `scalar`.
    func endsPath(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .twitterText:
            switch scalar {
            case "=", "_", "#", "/", "+", "-": true
            default: scalar.isASCIIAlphanumeric || scalar.isCyrillic || scalar.isLatinAccent
            }
        case .mastodon:
            switch scalar {
            case "!", "*", "\"", "'", "「", "」", ";", ":", "=", ",", ".", "$", "%", "[", "]", "~", "&", "|", "@": false
            default: holdsInPath(scalar)
            }
        }
    }

    /// Whether a query may hold `scalar`.
    func holdsInQuery(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "!", "?", "*", "'", "(", ")", ";", ":", "+", "$", "%", "[", "]", ".", ",", "~", "|", "@": true
        case "^": self == .mastodon
        default: endsQuery(scalar)
        }
    }

    /// Whether a query may end with `scalar`.
    func endsQuery(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", "&", "=", "#", "/", "-": true
        default: scalar.isASCIIAlphanumeric || self == .mastodon && scalar.isInternational
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isPathStop: Bool { self == "(" || self == ")" || self == "?" }

    fileprivate var isWhiteSpace: Bool { isASCII ? isPostSpace : properties.isWhitespace }

    /// What an IRI may hold beyond ASCII (RFC 3987, `ucschar` and `iprivate`). White space of other scripts is among it, so
    /// an ideographic space does not end a query on Mastodon.
    fileprivate var isInternational: Bool {
        switch value {
        case 0..<0xA0, 0xFDD0...0xFDEF, 0xFFF0...0xFFFF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }
}
