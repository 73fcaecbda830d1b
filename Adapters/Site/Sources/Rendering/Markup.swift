import SMMText

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
        result += HTMLEscape.text(String(text))
    }

    /// Adds an attribute with the space before it.
    package mutating func attribute(_ name: String, _ value: String) {
        result += " "
        result += name
        result += "=\""
        result += HTMLEscape.attribute(value)
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
}
