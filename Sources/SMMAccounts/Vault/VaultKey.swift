import Crypto
import FoundationEssentials
import SMMModel

/// A key that wraps the data keys of credentials: 256 bits, and a name that gives nothing of it away.
package struct VaultKey: Sendable, Equatable {
    /// How many bytes a key has.
    package static let size = 32

    let key: SymmetricKey
    /// The first 16 hexadecimal digits of an HMAC-SHA-256 under the key: names it in the database and to people.
    package let id: String

    /// A key of exactly 32 bytes; nil for any other number, and for bytes that are all the same.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.size, let first = bytes.first, bytes.contains(where: { $0 != first }) else {
            return nil
        }
        self.init(key: SymmetricKey(data: Data(bytes)))
    }

    /// A new random key.
    package static func random() -> VaultKey { VaultKey(key: SymmetricKey(size: .bits256)) }

    private init(key: SymmetricKey) {
        self.key = key
        let code = HMAC<SHA256>.authenticationCode(for: Data("smmd vault key id".utf8), using: key)
        id = Hex.text(Array(code.prefix(8)))
    }

    /// The bytes, for the file they are kept in and for an export.
    func reveal() -> [UInt8] { key.withUnsafeBytes { Array($0) } }
}

extension VaultKey: CustomStringConvertible, CustomReflectable {
    /// The key's id.
    package var description: String { "key \(id)" }
    /// Nothing to look into.
    package var customMirror: Mirror { Mirror(self, children: ["id": id], displayStyle: .struct) }
}
