import Crypto
import FoundationEssentials
package import SMMModel

/// A medium that was uploaded.
package struct FakeMastodonMedium: Sendable, Hashable, Codable {
    /// The server's id of it.
    package let id: String
    /// The id of its account.
    package let account: String
    /// The MIME type it was uploaded with.
    package let type: String
    /// Its size.
    package let byteCount: Int
    /// SHA-256 of its bytes.
    package let sha256: String
    /// The description.
    package var description: String?
    /// The focus, two numbers from −1 to 1.
    package var focus: [Double]?
    /// From when on it is ready.
    package let readyAt: Instant
    /// Whether its processing fails.
    package var isBroken = false
    /// The status it is in.
    package var status: String?

    /// `image`, `gifv`, `video`, `audio`.
    package var kind: String {
        if type == "image/gif" { return "gifv" }
        return String(type.prefix { $0 != "/" })
    }
}

extension FakeMastodonMedium {
    /// SHA-256 of bytes, in hex.
    static func hash(_ bytes: [UInt8]) -> String { Hex.text(Array(SHA256.hash(data: Data(bytes)))) }
}
