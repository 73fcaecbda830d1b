/// Finds the links, mentions and hashtags of a post on Bluesky as its own clients do (atproto,
/// `packages/api/src/rich-text/detection.ts` and `util.ts`), in one pass.
///
/// Three things differ, each where the clients' own answer makes a record that the lexicon refuses or a link that leads
/// nowhere: a host that merely begins with `http` gets its `https://`; a scheme without a host is none; a hashtag may
/// have the lexicon's 64 graphemes and 640 bytes, not 64 units of UTF-16. What begins inside an earlier one is left out.
package struct FacetFinder {
    private let text: ScalarReader
    private static let mostTagGraphemes = 64
    private static let mostTagBytes = 640

    private struct Span {
        var range: Range<Int>
        var feature: Facet.Feature
    }

    /// A finder for `text`.
    package init(_ text: String) { self.text = ScalarReader(text) }

    /// How many code points have been looked at: what tests of linear time compare.
    package var work: Int { text.reads }

    /// The facets in order, without overlaps.
    package func find() -> [Facet] {
        var found: [Facet] = []
        var position = 0
        var offset = 0
        var end = 0
        for span in spans() where span.range.lowerBound >= end {
            end = span.range.upperBound
            offset += text.bytes(position..<span.range.lowerBound)
            let length = text.bytes(span.range)
            found.append(Facet(bytes: offset..<offset + length, feature: span.feature))
            offset += length
            position = end
        }
        return found
    }

    private func spans() -> [Span] {
        var found: [Span] = []
        var linkEnd = 0
        for position in 0..<text.count {
            let before = text[position - 1]
            let isFirst = before?.isScriptSpace ?? true
            guard isFirst || before == "(", let scalar = text[position] else { continue }
            if scalar == "@" {
                if let span = mention(at: position) { found.append(span) }
            } else if scalar.isHash {
                if isFirst, let span = tag(at: position) { found.append(span) }
            } else if position >= linkEnd, scalar.isASCIILetter {
                link(at: position, end: &linkEnd).map { found.append($0) }
            }
        }
        return found
    }

    private func mention(at sign: Int) -> Span? {
        let run = text.end(of: { $0.isASCIIAlphanumeric || $0 == "." || $0 == "-" }, from: sign + 1)
        // Ends where a word ends or begins, as the clients' expression does.
        var end = run
        while end > sign + 1, (text[end - 1]?.isNameScalar ?? false) == (text[end]?.isNameScalar ?? false) { end -= 1 }
        guard end > sign + 1 else { return nil }
        let handle = text.string(sign + 1..<end)
        guard Self.isDomain(handle) || handle.hasSuffix(".test") else { return nil }
        return Span(range: sign..<end, feature: .mention(handle: handle))
    }

    /// The link at `start`; `end` becomes the end of the word if it looked like one, link or not.
    private func link(at start: Int, end wordEnd: inout Int) -> Span? {
        let scheme = text.has("http://", at: start) ? 7 : text.has("https://", at: start) ? 8 : 0
        let host = scheme > 0 ? nil : hostEnd(at: start)
        guard scheme > 0 || host != nil else { return nil }
        var end = text.end(of: { !$0.isScriptSpace }, from: start)
        guard end > start + scheme else { return nil }
        wordEnd = end
        if let host, !Self.isDomain(text.string(start..<host)) { return nil }
        if let last = text[end - 1], Self.endsSentence(last) { end -= 1 }
        if text[end - 1] == ")", !text.slice(start..<end).contains("(") { end -= 1 }
        guard end > start + scheme else { return nil }
        let written = text.string(start..<end)
        return Span(range: start..<end, feature: .link(uri: scheme > 0 ? written : "https://" + written))
    }

    /// Where a host without a scheme ends: a letter, then letters, digits and dots between them.
    private func hostEnd(at start: Int) -> Int? {
        var end = text.end(of: \.isASCIIAlphanumeric, from: start)
        var hasDot = false
        while text[end] == ".", text[end + 1]?.isASCIIAlphanumeric == true {
            end = text.end(of: \.isASCIIAlphanumeric, from: end + 1)
            hasDot = true
        }
        return hasDot ? end : nil
    }

    private func tag(at sign: Int) -> Span? {
        // #️⃣ is an emoji.
        guard text[sign + 1] != "\u{fe0f}" else { return nil }
        var end = text.end(of: { !$0.isScriptSpace && !$0.endsTag }, from: sign + 1)
        while end > sign + 1, text[end - 1]?.isUnicodePunctuation == true { end -= 1 }
        let name = sign + 1..<end
        guard text.slice(name).contains(where: { !$0.isASCIIDigit && !$0.isUnicodePunctuation }) else { return nil }
        let tag = text.string(name)
        guard tag.utf8.count <= Self.mostTagBytes, tag.count <= Self.mostTagGraphemes else { return nil }
        return Span(range: sign..<end, feature: .tag(tag))
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", ",", ";", ":", "!", "?": true
        default: false
        }
    }

    /// Whether a name ends with a known top-level domain, in lower case as the clients want it.
    private static func isDomain(_ name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return TopLevelDomains.contains(name[name.utf8.index(after: dot)...])
    }
}
