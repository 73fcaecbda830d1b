import SMMModel

/// A notice as a mail (RFC 5322, MIME), with line feeds as sendmail(8) reads them.
///
/// Every header value is a checked address, an encoded word, a date or made of letters and digits: no text of a notice
/// can add a header of its own.
package struct MailMessage: Sendable, Hashable {
    /// The whole message.
    package let text: String

    /// The mail for `message`; nil when an address is none.
    package init?(_ message: NoticeMessage, settings: MailSettings) {
        let addresses = settings.to + (settings.from.map { [$0] } ?? [])
        guard !settings.to.isEmpty, addresses.allSatisfy(Self.isAddress) else { return nil }
        let host = Self.domain(settings.host)
        var headers: [String] = []
        if let from = settings.from { headers.append("From: smmd <\(from)>") }
        headers.append("To: " + settings.to.joined(separator: ",\n "))
        headers.append(HeaderText.header("Subject", message.title))
        headers.append("Date: " + UTCText.mailDate(message.at))
        headers.append("Message-ID: <\(Self.word(message.key))@\(host)>")
        if let reply = message.replyTo {
            headers.append("In-Reply-To: <\(Self.word(reply))@\(host)>")
            headers.append("References: <\(Self.word(reply))@\(host)>")
        }
        headers.append("Auto-Submitted: auto-generated")
        if message.severity == .critical { headers.append("Importance: high") }
        headers.append("MIME-Version: 1.0")
        headers.append("Content-Type: text/plain; charset=utf-8")
        headers.append("Content-Transfer-Encoding: quoted-printable")
        text = headers.joined(separator: "\n") + "\n\n" + QuotedPrintable.encode(message.text)
    }

    /// Whether `text` is one address that may stand in a header and be handed to sendmail as a recipient.
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254, !text.hasPrefix("-") else {
            return false
        }
        return text.unicodeScalars.allSatisfy { scalar in
            if scalar.isASCII {
                return scalar.value > 0x20 && scalar.value < 0x7F && !"()<>[]:;,\\\"".unicodeScalars.contains(scalar)
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse,
                .surrogate:
                return false
            default: return true
            }
        }
    }

    /// A name fit for the right-hand side of a message id.
    private static func domain(_ host: String) -> String {
        let kept = word(host)
        return kept.isEmpty || kept.hasPrefix(".") || kept.hasSuffix(".") || kept.contains("..") ? "localhost" : kept
    }

    /// `text` with nothing but letters, digits, `.`, `_` and `-`.
    static func word(_ text: String) -> String {
        String(decoding: text.utf8.filter(isWordByte), as: UTF8.self)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
