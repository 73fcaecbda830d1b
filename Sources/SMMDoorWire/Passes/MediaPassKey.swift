import Crypto
import SMMModel

/// A key that vouches for addresses. It lives in the daemon's memory alone.
struct MediaPassKey: Sendable {
    /// What the signature is for, so that it can never be one for anything else.
    private static let label = Array("smmd media address 1".utf8) + [0]
    /// Bytes of a key.
    static let length = 32

    /// Names it in the addresses it vouches for.
    let id: UInt32
    /// When it was made.
    let madeAt: Instant
    private let key: SymmetricKey

    init(id: UInt32, bytes: [UInt8], madeAt: Instant) {
        self.id = id
        self.madeAt = madeAt
        key = SymmetricKey(data: bytes)
    }

    func sign(_ pass: MediaPass) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Self.label + pass.bytes, using: key))
    }

    /// Whether this key vouches for it; takes the same time wherever the two differ.
    func hasSigned(_ text: MediaPassText) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            text.signature, authenticating: Self.label + text.pass.bytes, using: key)
    }
}
