import Crypto
import FoundationEssentials

/// A content identifier of the kind the protocol uses (AT Protocol, "Data Model"): version 1, DAG-CBOR or raw bytes,
/// SHA-256, written in base32.
package struct CID: Sendable, Hashable, CustomStringConvertible {
    /// What the hash is over.
    package enum Codec: UInt8, Sendable, Hashable {
        /// The bytes of a blob.
        case raw = 0x55
        /// A record or a commit.
        case dagCBOR = 0x71
    }

    /// What the hash is over.
    package let codec: Codec
    /// The SHA-256, 32 bytes.
    package let digest: [UInt8]

    /// The identifier of `bytes`.
    package init(_ codec: Codec, hashing bytes: [UInt8]) {
        self.codec = codec
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        digest = Array(hash.finalize())
    }

    /// Reads `b` and base32 in lower case; nil when it is no such identifier.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 59, text.utf8.first == UInt8(ascii: "b"),
            let bytes = Base32.decode(text.utf8.dropFirst())
        else { return nil }
        self.init(bytes: bytes)
    }

    /// Reads the 36 bytes of the binary form; nil when they are none.
    package init?(bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == 36, bytes[0] == 1, let codec = Codec(rawValue: bytes[1]), bytes[2] == 0x12,
            bytes[3] == 32
        else { return nil }
        self.codec = codec
        digest = Array(bytes[4...])
    }

    /// The 36 bytes of the binary form: version, codec, hash function, hash length, hash.
    package var bytes: [UInt8] { [1, codec.rawValue, 0x12, 32] + digest }

    /// `bafyrei…` for DAG-CBOR, `bafkrei…` for raw bytes.
    package var text: String { "b" + Base32.encode(bytes) }

    /// The same.
    package var description: String { text }
}
