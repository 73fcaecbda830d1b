/// A strict look at XML as bytes: what any parser would refuse, in few lines.
enum XMLShape {
    private typealias Bytes = ArraySlice<UInt8>

    /// The first thing that is wrong; nil when the document is well-formed.
    static func fault(_ document: String) -> String? {
        if let scalar = document.unicodeScalars.first(where: { !isAllowed($0) }) {
            return "U+\(String(scalar.value, radix: 16)) is no character of XML"
        }
        var open: [Bytes] = []
        var rest = Array(document.utf8)[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            if let fault = textFault(rest[..<start]) { return fault }
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else { return "a tag without an end" }
            let tag = rest[(start + 1)..<end]
            rest = rest[(end + 1)...]
            if tag.first == UInt8(ascii: "?") { continue }
            if tag.first == UInt8(ascii: "/") {
                guard open.popLast() == tag.dropFirst() else { return "<\(words(tag))> closes nothing" }
                continue
            }
            let name = tag.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") }
            if let fault = attributeFault(tag.dropFirst(name.count)) { return fault }
            if tag.last != UInt8(ascii: "/") { open.append(name) }
        }
        if rest != [UInt8(ascii: "\n")] { return "text behind the end" }
        return open.isEmpty ? nil : "\(open.map(words)) stay open"
    }

    private static func words(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func textFault(_ text: Bytes) -> String? {
        if text.contains(UInt8(ascii: ">")) { return "a bare >" }
        for piece in text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).dropFirst() {
            let name = piece.prefix { $0 != UInt8(ascii: ";") }
            let isKnown = ["amp", "lt", "gt", "quot", "#9", "#10", "#13", "#39"].contains(words(name))
            guard isKnown, name.endIndex < piece.endIndex else { return "the reference &\(words(name.prefix(12)))" }
        }
        return nil
    }

    private static func attributeFault(_ text: Bytes) -> String? {
        let pieces = text.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        guard pieces.count % 2 == 1 else { return "an attribute without an end" }
        for (number, piece) in pieces.enumerated() {
            if number % 2 == 1, let fault = textFault(piece) { return fault }
            let isName = piece.first == UInt8(ascii: " ") && piece.last == UInt8(ascii: "=")
            if number % 2 == 0, number < pieces.count - 1, !isName { return "the attribute “\(words(piece))”" }
        }
        return nil
    }
}
