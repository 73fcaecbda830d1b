import Crypto
import SMMModel
import SMMText

/// The pages a person sees: one column that fits a telephone, no script, nothing from elsewhere. Pure.
enum DoorPage {
    /// The one style of all pages.
    static let style = """
        :root{color-scheme:light dark}\
        body{margin:0;font:1.1rem/1.5 system-ui,sans-serif}\
        main{max-width:32rem;margin:0 auto;padding:12vh 1.25rem 2rem}\
        h1{font-size:1.6rem;line-height:1.2}\
        button{font:inherit;font-weight:600;width:100%;padding:.9rem;border:0;border-radius:.6rem;\
        background:#1a6b54;color:#fff}
        """
    /// Its SHA-256 in Base64, by which the browser knows it (CSP level 3, section 2.3.1).
    static let styleHash: String = {
        let text = Base64Text.encode(Array(SHA256.hash(data: Array(style.utf8))))
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }()

    /// Asks whether what a network sent the browser back with is meant. Opening it does nothing.
    static func back(_ callback: [(name: String, value: String)], _ words: DoorWords) -> String {
        let fields = callback.map {
            "<input type=\"hidden\" name=\"\(HTMLEscape.attribute($0.name))\" value=\"\(HTMLEscape.attribute($0.value))\">"
        }.joined()
        return page(
            words, words.backTitle, words.backText,
            "<form method=\"post\" action=\"/connect/back\">\(fields)<button>\(HTMLEscape.text(words.backButton))</button></form>"
        )
    }

    static func done(_ words: DoorWords) -> String { page(words, words.doneTitle, words.doneText) }
    static func denied(_ words: DoorWords) -> String { page(words, words.deniedTitle, words.deniedText) }
    static func over(_ words: DoorWords) -> String { page(words, words.overTitle, words.overText) }
    static func later(_ words: DoorWords) -> String { page(words, words.laterTitle, words.laterText) }

    private static func page(_ words: DoorWords, _ title: String, _ text: String, _ rest: String = "") -> String {
        let (title, text) = (HTMLEscape.text(title), HTMLEscape.text(text))
        return "<!doctype html><html lang=\"\(words.language)\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>\(title)</title>"
            + "<style>\(style)</style></head><body><main><h1>\(title)</h1><p>\(text)</p>\(rest)</main></body></html>\n"
    }
}
