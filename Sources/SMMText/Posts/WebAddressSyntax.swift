/// Tells whether a whole text is a web address by the grammar of RFC 3986, somewhat stricter, with hosts and paths that
/// may be written in any script (twitter-text, `isValidUrl`).
package struct WebAddressSyntax {
    private let text: ScalarReader

    /// Whether `text` is an address.
    ///
    /// - Parameter needsScheme: whether it must begin with `http://` or `https://`; without, it may begin with any
    ///   scheme or with the host.
    package static func isAddress(_ text: String, needsScheme: Bool = true) -> Bool {
        WebAddressSyntax(text: ScalarReader(text)).isAddress(needsScheme: needsScheme)
    }

    private func isAddress(needsScheme: Bool) -> Bool {
        guard text.count > 0 else { return false }
        let scheme = text.end(of: { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }, from: 0)
        let hasScheme = scheme > 0 && text.has("://", at: scheme)
        if needsScheme {
            guard hasScheme, scheme <= 5, text.has("http://", at: 0) || text.has("https://", at: 0) else {
                return false
            }
        }
        let start = hasScheme ? scheme + 3 : 0
        let host = text.end(of: { $0 != "/" && $0 != "?" && $0 != "#" }, from: start)
        let path = text.end(of: { $0 != "?" && $0 != "#" }, from: host)
        let query = text[path] == "?" ? text.end(of: { $0 != "#" }, from: path + 1) : path
        return isAuthority(start..<host) && isPath(host..<path)
            && (query == path || isQuery(path + 1..<query))
            && (query == text.count || isQuery(query + 1..<text.count))
    }

    private func isPath(_ range: Range<Int>) -> Bool {
        holds(range) { $0 == "/" || Self.isPathScalar($0) }
    }

    private func isQuery(_ range: Range<Int>) -> Bool {
        holds(range) { $0 == "/" || $0 == "?" || Self.isPathScalar($0) }
    }

    private func isAuthority(_ range: Range<Int>) -> Bool {
        var range = range
        let user = text.end(of: { $0 != "@" }, from: range.lowerBound)
        if user < range.upperBound {
            guard holds(range.lowerBound..<user, { $0 == ":" || Self.isPlain($0) }) else { return false }
            range = user + 1..<range.upperBound
        }
        var host = range.lowerBound
        if text[host] == "[" {
            host = text.end(of: { $0.isHexDigit || $0 == ":" || $0 == "." }, from: host + 1)
            guard host > range.lowerBound + 1, text[host] == "]" else { return false }
            host += 1
        } else {
            host = min(text.end(of: { $0 != ":" }, from: host), range.upperBound)
            guard isHost(range.lowerBound..<host) else { return false }
        }
        guard host < range.upperBound else { return true }
        let port = text.end(of: \.isASCIIDigit, from: host + 1)
        return text[host] == ":" && port == range.upperBound && (1...5).contains(port - host - 1)
    }

    private func isHost(_ range: Range<Int>) -> Bool {
        let labels = text.slice(range).split(separator: ".", omittingEmptySubsequences: false)
        guard let top = labels.last, let first = top.first else { return false }
        if labels.count == 4, labels.allSatisfy(Self.isOctet) { return true }
        return labels.count > 1 && !first.isASCIIDigit && Self.isLabel(top, underscores: false)
            && Self.isLabel(labels[labels.count - 2], underscores: false)
            && labels.dropLast(2).allSatisfy { Self.isLabel($0, underscores: true) }
    }

    private static func isOctet(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
        guard (1...3).contains(label.count), label.allSatisfy(\.isASCIIDigit) else { return false }
        let value = label.reduce(0) { $0 * 10 + $1.value - 48 }
        return value <= 255 && (label.count == 1 || label.first != "0")
    }

    private static func isLabel(_ label: ArraySlice<Unicode.Scalar>, underscores: Bool) -> Bool {
        guard let first = label.first, let last = label.last, isLetter(first), isLetter(last) else { return false }
        return label.allSatisfy { isLetter($0) || $0 == "-" || underscores && $0 == "_" }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { !scalar.isASCII || scalar.isASCIIAlphanumeric }

    /// `pchar`, without the percent sign's digits.
    private static func isPathScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ":" || scalar == "|" || scalar == "@" || isPlain(scalar)
    }

    /// `unreserved` with Cyrillic and dashes, `sub-delims`, and the percent sign.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "!", "$", "&", "'", "(", ")", "*", "+", ",", ";", "=", ".", "_", "~", "%": true
        default:
            scalar.isASCIIAlphanumeric || scalar.isCyrillic || scalar.properties.generalCategory == .dashPunctuation
        }
    }

    /// Whether all of `range` is of the kind, each percent sign with two digits.
    private func holds(_ range: Range<Int>, _ kind: (Unicode.Scalar) -> Bool) -> Bool {
        range.allSatisfy { position in
            guard let scalar = text[position], kind(scalar) else { return false }
            guard scalar == "%" else { return true }
            return position + 2 < range.upperBound && text[position + 1]?.isHexDigit == true
                && text[position + 2]?.isHexDigit == true
        }
    }
}
