import Crypto
package import SMMModel

/// Judges messages of other programs: who signed them, when, and whether they came before. Pure.
///
/// The signature is `v1=` and the HMAC-SHA256, in small hexadecimal digits, of `v1:NAME:TIME:NONCE:` and the body as it came;
/// the time is in seconds since 1970. A message is good for five minutes around its time, and what came is remembered for
/// as long as it could be good: a clock that is set back makes nothing good again.
package struct HookBook: Sendable {
    /// How far a message's time may be from now.
    package static let window = Milliseconds.minutes(5)
    /// How many messages are remembered at a time.
    package static let most = 1 << 16

    private struct Seen: Hashable {
        var name: String
        var nonce: String
    }

    private let keys: [String: SymmetricKey]
    private let nobody: SymmetricKey
    private let most: Int
    private var seen: [Seen: Instant] = [:]
    private var latest = Instant(milliseconds: .min)

    /// A book that knows these names and their keys; a key has 16 bytes or more.
    package init(keys: [String: [UInt8]], most: Int = HookBook.most) {
        self.keys = keys.filter { $0.value.count >= 16 }.mapValues { SymmetricKey(data: $0) }
        self.most = most
        nobody = SymmetricKey(size: .bits256)
    }

    /// How many messages are remembered.
    package var remembered: Int { seen.count }

    /// Takes a message once.
    ///
    /// The signature comes first, and is computed for a name that is not known as well: from outside nothing can be told
    /// before it is right, not even by the time that takes.
    package mutating func take(_ hook: DoorHook, now: Instant) throws(HookFault) {
        let key = keys[hook.name]
        let given = Self.signature(hook.signature)
        let isGood = HMAC<SHA256>.isValidAuthenticationCode(
            given ?? [UInt8](repeating: 0, count: 32), authenticating: Self.signed(hook), using: key ?? nobody)
        guard given != nil, Self.isNonce(hook.nonce), let sent = Self.instant(hook.time) else { throw .malformed }
        guard key != nil, isGood else { throw .forged }
        latest = max(latest, now)
        guard sent + Self.window > latest, sent - Self.window < now else { throw .stale }
        let entry = Seen(name: hook.name, nonce: hook.nonce)
        guard seen[entry] == nil else { throw .replayed }
        if seen.count >= most { prune() }
        guard seen.count < most else { throw .crowded }
        seen[entry] = sent + Self.window
    }

    /// The signature of a message, as its sender writes it.
    package static func sign(_ hook: DoorHook, key: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: signed(hook), using: SymmetricKey(data: key))
        return "v1=" + Hex.text(Array(code))
    }

    private mutating func prune() {
        let latest = self.latest
        seen = seen.filter { latest < $0.value }
    }

    private static func signed(_ hook: DoorHook) -> [UInt8] {
        Array("v1:\(hook.name):\(hook.time):\(hook.nonce):".utf8) + hook.body
    }

    private static func signature(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8.dropFirst(3))
        guard text.hasPrefix("v1="), digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: 64, by: 2) {
            // Small letters alone: one spelling.
            guard let high = Hex.digit(digits[place]), let low = Hex.digit(digits[place + 1]),
                !(0x41...0x46).contains(digits[place]), !(0x41...0x46).contains(digits[place + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// 16 to 64 letters and digits; a colon in it would move what is signed from one part to the next.
    private static func isNonce(_ text: String) -> Bool {
        (16...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
    }

    private static func instant(_ text: String) -> Instant? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text).map { Instant(seconds: $0) }
    }
}
