import Crypto
import SMMModel

/// What the address of an invite ends with: 64 lower-case hexadecimal digits that nobody can guess.
enum InviteSecret {
    /// Its SHA-256, the one form in which it is kept; the same for any other text, which is found nowhere.
    static func hash(_ secret: String) -> String { Hex.text(Array(SHA256.hash(data: Array(secret.utf8)))) }
}
