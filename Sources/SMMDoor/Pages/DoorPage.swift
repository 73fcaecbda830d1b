import Crypto
import SMMDoorWire
import SMMModel
import SMMText

/// The pages a person sees: one column that fits a telephone, no script, nothing from elsewhere. Pure.
enum DoorPage {
    /// The one style of all pages.
    static let style = """
        :root{color-scheme:light dark}\
        body{margin:0;font:1.1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
        main{max-width:32rem;margin:0 auto;padding:12vh 1.25rem 2rem}\
        h1{font-size:1.6rem;line-height:1.2}\
        button,.button{display:block;box-sizing:border-box;font:inherit;font-weight:600;width:100%;padding:.9rem;border:0;\
        border-radius:.6rem;background:#1a6b54;color:#fff;text-align:center;text-decoration:none}
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
        return page(words.back, words, rest: form("/connect/back", fields, words.back.button))
    }

    /// Asks a client to connect an account. Opening it does nothing.
    static func invite(_ invitation: DoorInvitation, secret: String) -> String {
        let words = DoorWords.of(invitation.language)
        return page(words.invite, words, invitation, rest: form("/invite/\(secret)", "", words.invite.button))
    }

    /// Sends a client on to the network, at a press of a button: where that is can be read on it.
    static func visit(_ url: String, _ invitation: DoorInvitation) -> String {
        let words = DoorWords.of(invitation.language)
        let host = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { !"/?#".contains($0) }
        let label = (words.visit.button ?? "").replacing("{host}", with: host)
        return page(
            words.visit, words, invitation,
            rest:
                "<a class=\"button\" rel=\"noreferrer\" href=\"\(HTMLEscape.attribute(url))\">\(HTMLEscape.text(label))</a>"
        )
    }

    /// How a client's invite stands.
    static func news(_ news: DoorNews, _ invitation: DoorInvitation) -> String {
        let words = DoorWords.of(invitation.language)
        let said =
            switch news {
            case .connected: words.connected
            case .denied: words.denied
            case .failed: words.failed
            case .used: words.used
            case .expired: words.expired
            case .withdrawn: words.withdrawn
            }
        return page(said, words, invitation)
    }

    /// One of the pages that say something alone.
    static func plain(_ page: KeyPath<DoorWords, DoorWords.Page>, _ words: DoorWords) -> String {
        self.page(words[keyPath: page], words)
    }

    private static func form(_ action: String, _ fields: String, _ button: String?) -> String {
        "<form method=\"post\" action=\"\(action)\">\(fields)<button>\(HTMLEscape.text(button ?? ""))</button></form>"
    }

    private static func page(
        _ page: DoorWords.Page, _ words: DoorWords, _ names: DoorInvitation? = nil, rest: String = ""
    ) -> String {
        // Names are put in before all of it is escaped, and never looked into for further ones.
        func said(_ text: String) -> String {
            guard let names else { return HTMLEscape.text(text) }
            let parts = text.split(separator: "{network}", omittingEmptySubsequences: false).map {
                $0.replacing("{brand}", with: names.brand)
            }
            return HTMLEscape.text(parts.joined(separator: names.network))
        }
        let (title, text) = (said(page.title), said(page.text))
        return "<!doctype html><html lang=\"\(words.language)\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>\(title)</title>"
            + "<style>\(style)</style></head><body><main><h1>\(title)</h1><p>\(text)</p>\(rest)</main></body></html>\n"
    }
}
