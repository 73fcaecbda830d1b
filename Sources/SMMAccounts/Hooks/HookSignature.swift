import Crypto
import SMMModel

/// Judges whether a message is of who knows a hook's secret, and of now. Pure.
enum HookSignature {
    /// How far a signer's clock may be off.
    static let tolerance = Milliseconds.minutes(5)
    /// The longest name of a message.
    static let longestID = 200
    /// More signatures than a sender has keys are not looked at.
    static let mostSignatures = 8
    /// How a secret is written for people.
    static let prefix = "whsec_"

    /// Whether one of the signatures is good and the time is near; the whole body is read in any case.
    static func isGood(_ message: HookMessage, secret: [UInt8], now: Instant) -> Bool {
        let key = SymmetricKey(data: secret)
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("\(message.id).\(message.timestamp).".utf8))
        code.update(data: message.body)
        let right = code.finalize()
        let isSigned = message.signature.split(separator: " ").prefix(mostSignatures).map { part in
            guard part.hasPrefix("v1,"), let bytes = Base64Text.decode(String(part.dropFirst(3))) else { return false }
            return right == bytes
        }.contains(true)
        return isSigned && isNear(message.timestamp, now) && isName(message.id)
    }

    /// The message as who knows the secret signs it.
    static func sign(_ message: HookMessage, secret: [UInt8]) -> String {
        let text = Array("\(message.id).\(message.timestamp).".utf8) + message.body
        let code = HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: secret))
        return "v1," + Base64Text.encode(Array(code))
    }

    private static func isNear(_ timestamp: String, _ now: Instant) -> Bool {
        let isNumber =
            (1...12).contains(timestamp.utf8.count) && timestamp.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, let seconds = Int64(timestamp) else { return false }
        let signed = Instant(seconds: seconds)
        return max(signed - now, now - signed) <= tolerance
    }

    /// Printable letters alone: it becomes the key under which the answer is kept.
    private static func isName(_ id: String) -> Bool {
        (1...longestID).contains(id.utf8.count) && id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
