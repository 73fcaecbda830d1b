import Foundation
import SMMAdapterKit
import SMMModel
import Testing

@Suite("Secrets in answers")
struct SecretScreenTests {
    private static let secret = "CANARY/access+0123456789abcdef=="
    private let screen = SecretScreen([Secret(secret)])

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The secret as a server may repeat it.
    private static let forms: [String] = {
        let bytes = Data(secret.utf8)
        let hex = bytes.map { String(format: "%02x", $0) }.joined()
        let percent = FormText.escape(secret)
        return [
            secret, percent, percent.lowercased(), secret.replacingOccurrences(of: "/", with: "\\/"), hex,
            hex.uppercased(),
            // Some escape more than they need to, or only some letters.
            bytes.map { String(format: "%%%02X", $0) }.joined(), bytes.map { String(format: "%%%02x", $0) }.joined(),
            bytes.map { String(format: "\\u%04x", $0) }.joined(), bytes.map { "&#\($0);" }.joined(),
            bytes.map { String(format: "&#x%02X;", $0) }.joined(),
            secret.replacingOccurrences(of: "_", with: "%5F").replacingOccurrences(of: "+", with: "\\u002B"),
        ]
    }()

    @Test("every form of a secret is taken out of body and headers", arguments: forms)
    func taken(form: String) {
        let response = HTTPResponse(
            status: 400, headers: [HTTPField("WWW-Authenticate", "Bearer error=\"\(form)\"")],
            body: Array("{\"error\":\"bad token \(form) given \(form)\"}".utf8))
        let clean = screen.screened(response)
        #expect(text(clean.body) == "{\"error\":\"bad token ‹secret› given ‹secret›\"}")
        #expect(clean.headers[0].value == "Bearer error=\"‹secret›\"")
    }

    @Test("it is found within base64, whatever stands before and behind it", arguments: 0..<9, [0, 1, 2, 5])
    func base64(before: Int, behind: Int) {
        let whole = String(repeating: "x", count: before) + Self.secret + String(repeating: "y", count: behind)
        for isURL in [false, true] {
            var encoded = Data(whole.utf8).base64EncodedString()
            if isURL {
                encoded = encoded.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            }
            let clean = text(screen.screened(Array("a \(encoded) b".utf8)))
            #expect(clean.contains("‹secret›"))
            // What is left gives back no more than a letter or two at the ends.
            #expect(clean.utf8.count < encoded.utf8.count - 20)
        }
    }

    @Test("what holds no secret stays as it is, byte for byte")
    func untouched() {
        let bytes = [UInt8]((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        #expect(screen.screened(bytes) == bytes)
        let few = Array(Self.secret.utf8.prefix(SecretScreen.tellingPrefix - 1))
        #expect(screen.screened(few) == few)
        let broken = Array("100% of &#1000; and &#x; \\u12 %G1 \\".utf8)
        #expect(screen.screened(broken) == broken)
    }

    @Test("one that was cut off is taken out, with what stands around it left alone")
    func cut() {
        for count in SecretScreen.tellingPrefix..<Self.secret.utf8.count {
            let start = String(Self.secret.prefix(count))
            #expect(text(screen.screened(Array("is \(start)".utf8))) == "is ‹secret›")
            #expect(text(screen.screened(Array("is \(start)… and".utf8))) == "is ‹secret›… and")
        }
    }

    /// Tokens of one server, as they are made: the head of all is the same, and their claims begin alike.
    private static let tokens = ["c2lnbmF0dXJlLW9uZS1vZi10d28", "YW5vdGhlci1zaWduYXR1cmUtaGVyZQ"].enumerated().map {
        "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJodHRwczovL3Bkcy5leGFtcGxlIiwibiI6\($0.offset)0.\($0.element)"
    }

    @Test("of two that begin alike each is taken out whole", arguments: [0, 1])
    func alike(which: Int) {
        let screen = SecretScreen(Self.tokens.map { Secret($0) })
        let token = Self.tokens[which]
        for form in [token, token.replacingOccurrences(of: ".", with: "%2E")] {
            #expect(text(screen.screened(Array("a \(form) b".utf8))) == "a ‹secret› b")
        }
        let cut = String(token.dropLast(6))
        #expect(text(screen.screened(Array("a \(cut) b".utf8))) == "a ‹secret› b")
    }

    @Test("another token that begins as one that is known comes through")
    func newToken() {
        let screen = SecretScreen([Secret(Self.tokens[0])])
        let body = Array("{\"token\":\"\(Self.tokens[1])\"}".utf8)
        for status in [200, 400] {
            #expect(screen.screened(HTTPResponse(status: status, headers: [], body: body)).body == body)
        }
        let opaque = SecretScreen([Secret("sess-0123456789abcdef-one")])
        let next = Array("{\"token\":\"sess-0123456789abcdef-two\"}".utf8)
        #expect(opaque.screened(HTTPResponse(status: 200, headers: [], body: next)).body == next)
        #expect(text(opaque.screened(HTTPResponse(status: 401, headers: [], body: next)).body).contains("‹secret›"))
    }

    @Test("an answer made to be slow costs what any other of its length costs", .timeLimit(.minutes(1)))
    func hostile() {
        // Each of these took minutes with a search that begins anew at every letter.
        let letters = String(repeating: "a", count: 2048)
        let screen = SecretScreen([Secret(letters + "b"), Secret(Self.secret)])
        let run = [UInt8](repeating: UInt8(ascii: "a"), count: 400_000)
        #expect(screen.screened(run, alsoCutOff: false) == run)
        #expect(text(screen.screened(run)) == "‹secret›")
        let hits = Array(String(repeating: Self.secret.prefix(16) + "!", count: 20_000).utf8)
        #expect(text(screen.screened(hits)) == String(repeating: "‹secret›!", count: 20_000))
    }

    @Test(
        "a letter that an escape begins with is found escaped and not",
        arguments: ["a%b&c\\d-0123456789", "&%4-123456789x"])
    func escapes(secret: String) {
        let screen = SecretScreen([Secret(secret)])
        let html = secret.replacingOccurrences(of: "&", with: "&amp;")
        for form in [secret, FormText.escape(secret), html] {
            #expect(text(screen.screened(Array("<\(form)>".utf8))) == "<‹secret›>")
        }
    }

    @Test("a secret of a few letters is not looked for")
    func short() {
        let bytes = Array("the token is token".utf8)
        #expect(SecretScreen([Secret("token"), Secret("")]).screened(bytes) == bytes)
    }
}
