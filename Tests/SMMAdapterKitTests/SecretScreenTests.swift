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

    @Test("of two that begin alike each is taken out whole", arguments: [0, 1])
    func alike(which: Int) {
        let tokens = ["eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.one.abcdefgh", "eyJhbGciOiJIUzI1NiIsInR5cCI6.other"]
        let screen = SecretScreen(tokens.map { Secret($0) })
        for form in [tokens[which], FormText.escape(tokens[which]).replacingOccurrences(of: ".", with: "%2E")] {
            #expect(text(screen.screened(Array("a \(form) b".utf8))) == "a ‹secret› b")
        }
    }

    @Test(
        "a letter that an escape begins with is found escaped and not",
        arguments: ["a%b&c\\d-0123456789", "&%41-12345678"])
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
