import Crypto
import SMMModel

/// Boundaries of multipart bodies: made from what is sent, so that a request is the same each time, and so long that no
/// file can hold its own.
enum Boundary {
    /// 32 hex digits.
    static func text(_ parts: [String]) -> String {
        let digest = SHA256.hash(data: Array(parts.joined(separator: "\n").utf8))
        return String(Hex.text(Array(digest)).prefix(32))
    }
}
