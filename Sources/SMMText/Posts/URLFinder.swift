/// Finds web addresses in one pass, as the regular expressions of twitter-text do but without going back.
struct URLFinder {
    /// The text.
    let text: ScalarReader
    /// Whose idea of an address.
    let dialect: URLDialect
    /// Whether an address needs `http://` or `https://`.
    let needsScheme: Bool

    private static let longestURL = 4096  // twitter-text, MAX_URL_LENGTH
    private static let longestShortName = 40  // twitter-text, MAX_TCO_SLUG_LENGTH

    private struct Match {
        var start: Int
        var host: Range<Int>
        var tail: URLTail
        var hasScheme: Bool { host.lowerBound > start }
    }

    /// The addresses in order, without overlaps.
    func find() -> [FoundURL] {
        var found: [FoundURL] = []
        var run = HostRun()
        // At the very start of a text the first character stands before an address rather than in it, if it may.
        var start = text[0]?.mayPrecedeURL == true && match(at: 1, run: &run) != nil ? 1 : 0
        while start < text.count {
            let isGlued = start > 0 && text[start - 1]?.mayPrecedeURL != true
            guard !isGlued || mayBeGlued(at: start), let match = match(at: start, run: &run),
                match.hasScheme || !isGlued
            else {
                start += 1
                continue
            }
            if match.hasScheme {
                if let url = withScheme(match, isGlued: isGlued) { found.append(url) }
            } else if !needsScheme, !isPartOfMore(match.start) {
                found += withoutScheme(match)
            }
            // The code point in front of the next address is not a part of this one.
            start = match.tail.end + 1
        }
        return found
    }

    /// Whether an address may begin at `start`, inside a word. The fixtures of Mastodon's length let it, the expression
    /// that Mastodon inherits from twitter-text does not: whoever counts takes what counts more.
    private func mayBeGlued(at start: Int) -> Bool {
        dialect == .mastodon && text[start - 1]?.isASCIIAlphanumeric == true && schemeEnd(at: start) != nil
    }

    private func match(at start: Int, run: inout HostRun) -> Match? {
        if let host = schemeEnd(at: start), let end = hostEnd(from: host, run: &run) {
            return Match(start: start, host: host..<end, tail: URLTail(in: text, from: end, dialect: dialect))
        }
        guard let end = hostEnd(from: start, run: &run) else { return nil }
        return Match(start: start, host: start..<end, tail: URLTail(in: text, from: end, dialect: dialect))
    }

    private func schemeEnd(at start: Int) -> Int? {
        if text.has("http://", at: start) { return start + 7 }
        return text.has("https://", at: start) ? start + 8 : nil
    }

    private func hostEnd(from start: Int, run: inout HostRun) -> Int? {
        guard text[start]?.isHostScalar == true else { return nil }
        if !run.range.contains(start) { run = HostRun(in: text, from: start) }
        return run.hostEnd(from: start)
    }

    /// Whether the word at `start` goes on to the left: `name.-example.com`, `/example.com`.
    private func isPartOfMore(_ start: Int) -> Bool {
        guard start > 0, let before = text[start - 1] else { return false }
        return before == "-" || before == "_" || before == "." || before == "/"
    }

    private func withScheme(_ match: Match, isGlued: Bool) -> FoundURL? {
        var end = match.tail.end
        if dialect == .twitterText, let name = shortName(match.host.upperBound, host: match.host) {
            guard name.count <= Self.longestShortName else { return nil }
            end = name.upperBound
            if text[end] == "?" { end = URLTail.queryEnd(in: text, from: end, dialect) }
        }
        guard isAllowed(host: match.host, length: end - match.start) else { return nil }
        return FoundURL(range: match.start..<end, hasScheme: true, isGlued: isGlued)
    }

    /// The name of X's own short link, of which only letters, digits and a query are taken (twitter-text,
    /// `validTcoUrl`): part of how X counts, not of who is asked.
    private func shortName(_ hostEnd: Int, host: Range<Int>) -> Range<Int>? {
        guard host.count == 4, text.has("t.co/", at: host.lowerBound) else { return nil }
        let end = text.end(of: \.isASCIIAlphanumeric, from: hostEnd + 1)
        return end > hostEnd + 1 ? hostEnd + 1..<end : nil
    }

    /// Without a scheme only hosts of Latin letters count, and there may be several in a run of another script:
    /// `example.comてすとtwitter.jp`. The last one has the path.
    private func withoutScheme(_ match: Match) -> [FoundURL] {
        var found: [FoundURL] = []
        let length = match.tail.end - match.start + 8  // as if with https://
        for host in latinHosts(in: match.host) where isAllowed(host: host, length: length) {
            found.append(FoundURL(range: host, hasScheme: false))
        }
        if match.tail.hasPath, let last = found.popLast() {
            found.append(FoundURL(range: last.range.lowerBound..<match.tail.end, hasScheme: false))
        }
        return found
    }

    private func latinHosts(in host: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = host.lowerBound
        while position < host.upperBound {
            let start = position
            var end: Int?
            while true {
                let label = min(text.end(of: \.isLatinHostScalar, from: position), host.upperBound)
                guard label > position, label < host.upperBound, text[label] == "." else {
                    position = max(label, start + 1)
                    break
                }
                position = label + 1
                end = TopLevelDomains.end(in: text, at: position, limit: host.upperBound) ?? end
            }
            if let end {
                found.append(start..<end)
                position = max(position, end)
            }
        }
        return found
    }

    private func isAllowed(host: Range<Int>, length: Int) -> Bool {
        guard length <= Self.longestURL else { return false }
        guard let encoded = HostName.encodedLength(text.slice(host)) else { return false }
        return length + max(encoded - host.count, 0) <= Self.longestURL
    }
}

extension Unicode.Scalar {
    fileprivate var isLatinHostScalar: Bool { isASCIIAlphanumeric || self == "-" || self == "_" || isLatinAccent }
}
