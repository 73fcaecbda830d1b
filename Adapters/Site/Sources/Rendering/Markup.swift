/// Text of HTML or XML under construction. Whatever comes from outside goes in through `text` or `attribute`.
package struct Markup: Sendable {
    /// What stands so far.
    package private(set) var result = ""

    /// Nothing yet.
    package init() {}

    /// Adds markup as it is.
    package mutating func raw(_ markup: String) {
        result += markup
    }

    /// Adds text, so that it reads as it is.
    package mutating func text(_ text: some StringProtocol) {
        result += Self.escaped(text)
    }

    /// Adds an attribute with the space before it.
    package mutating func attribute(_ name: String, _ value: String) {
        result += " "
        result += name
        result += "=\""
        result += Self.escaped(value)
        result += "\""
    }

    /// Adds `<name a="b">text</name>`.
    package mutating func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String) {
        open(name, attributes)
        text(content)
        raw("</\(name)>")
    }

    /// Adds `<name a="b">`.
    package mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        raw("<\(name)")
        for (key, value) in attributes { attribute(key, value) }
        raw(">")
    }

    /// Text with `&`, `<`, `>` and quotes written so that both HTML and XML read them back.
    package static func escaped(_ text: some StringProtocol) -> String {
        let special = text.utf8.contains { byte in
            byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
                || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        }
        guard special else { return String(text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
            case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
