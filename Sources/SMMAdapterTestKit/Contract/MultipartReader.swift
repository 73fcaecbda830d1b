/// Reads `multipart/form-data` (RFC 7578) strictly: every part named, every line ended as the standard has it.
enum MultipartReader {
    /// The parts in order; nil when the body is not what its type says.
    static func read(_ body: [UInt8], contentType: String) -> [MultipartPart]? {
        guard let boundary = parameters(contentType)["boundary"], (1...70).contains(boundary.utf8.count) else {
            return nil
        }
        let mark = Array("--\(boundary)".utf8)
        guard body.starts(with: mark) else { return nil }
        let separator = Array("\r\n".utf8) + mark
        var at = mark.count
        var parts: [MultipartPart] = []
        while true {
            if body[at...].starts(with: "--".utf8) { return isEnd(body[(at + 2)...]) ? parts : nil }
            guard body[at...].starts(with: "\r\n".utf8) else { return nil }
            at += 2
            guard let next = find(separator, in: body, from: at), let part = part(body[at..<next]) else { return nil }
            parts.append(part)
            at = next + separator.count
        }
    }

    /// The parameters behind a header's value, names in lower case; quoted values without their quotes.
    static func parameters(_ value: String) -> [String: String] {
        var result: [String: String] = [:]
        for part in pieces(value).dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let name = sides[0].filter { $0 != " " && $0 != "\t" }.lowercased()
            var text = trimmed(sides[1])
            if text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
            result[name] = String(text)
        }
        return result
    }

    /// The value in front of the parameters, in lower case.
    static func essence(_ value: String) -> String { trimmed(value.prefix { $0 != ";" }).lowercased() }

    private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool { rest.isEmpty || rest.elementsEqual("\r\n".utf8) }

    /// The pieces between semicolons that stand outside quotes.
    private static func pieces(_ value: String) -> [Substring] {
        var isQuoted = false
        return value.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> Substring {
        var text = Substring(text)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> MultipartPart? {
        let gap = Array("\r\n\r\n".utf8)
        let all = Array(bytes)
        guard let end = find(gap, in: all, from: 0), let head = String(validating: all[..<end], as: UTF8.self) else {
            return nil
        }
        var fields: [String: String] = [:]
        for line in head.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            fields[line[..<colon].lowercased()] = String(trimmed(line[colon...].dropFirst()))
        }
        guard let disposition = fields["content-disposition"], essence(disposition) == "form-data",
            let name = parameters(disposition)["name"], !name.isEmpty
        else { return nil }
        return MultipartPart(
            name: name, file: parameters(disposition)["filename"], type: fields["content-type"],
            bytes: Array(all[(end + gap.count)...]))
    }

    /// Where `pattern` begins, from `start` on; nil when it does not occur.
    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        var at = start
        let last = bytes.count - pattern.count
        while at <= last {
            if bytes[at] == first, bytes[at..<at + pattern.count].elementsEqual(pattern) { return at }
            at += 1
        }
        return nil
    }
}
