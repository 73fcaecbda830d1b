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
        let cut = Array(Self.secret.utf8.dropLast())
        #expect(screen.screened(cut) == cut)
    }

    @Test("a secret of a few letters is not looked for")
    func short() {
        let bytes = Array("the token is token".utf8)
        #expect(SecretScreen([Secret("token"), Secret("")]).screened(bytes) == bytes)
    }
}
