import Crypto
import FoundationEssentials

/// A public key as `did:key` and DID documents write it (AT Protocol, "Cryptography"): 33 compressed bytes.
///
/// Keys of both curves are read. Signatures are verified for P-256 alone: secp256k1 is not in swift-crypto, and nothing
/// here depends on a signature, since every answer comes over TLS from the account's own server.
package struct PublicKey: Sendable, Hashable, CustomStringConvertible {
    /// The curve.
    package enum Curve: String, Sendable, Hashable, CaseIterable {
        /// NIST P-256; multicodec 0x1200.
        case p256
        /// secp256k1; multicodec 0xE7.
        case secp256k1

        /// The multicodec as the varint that stands before the key.
        var prefix: [UInt8] { self == .p256 ? [0x80, 0x24] : [0xE7, 0x01] }
    }

    /// The curve.
    package let curve: Curve
    /// The compressed point: 2 or 3, and 32 bytes.
    package let bytes: [UInt8]

    /// A key of 33 compressed bytes; nil when they are none. A point off the curve is found out for P-256 alone.
    package init?(_ curve: Curve, bytes: [UInt8]) {
        guard bytes.count == 33, bytes[0] == 2 || bytes[0] == 3 else { return nil }
        if curve == .p256 {
            guard (try? P256.Signing.PublicKey(compressedRepresentation: bytes)) != nil else { return nil }
        }
        self.curve = curve
        self.bytes = bytes
    }

    /// Reads `z` and base58 with the curve in front, the form of `publicKeyMultibase` in a Multikey; nil for another.
    package init?(multibase text: some StringProtocol) {
        guard text.utf8.first == UInt8(ascii: "z"), let bytes = Base58.decode(text.utf8.dropFirst()) else { return nil }
        for curve in Curve.allCases where bytes.starts(with: curve.prefix) {
            self.init(curve, bytes: Array(bytes.dropFirst(2)))
            return
        }
        return nil
    }

    /// Reads `did:key:z…`; nil when it is none.
    package init?(didKey text: some StringProtocol) {
        guard text.hasPrefix("did:key:") else { return nil }
        self.init(multibase: text.dropFirst(8))
    }

    /// `z…`, the curve included.
    package var multibase: String { "z" + Base58.encode(curve.prefix + bytes) }
    /// `did:key:z…`
    package var didKey: String { "did:key:" + multibase }
    /// The same.
    package var description: String { didKey }

    /// Whether `signature` (64 bytes, r and s) is this key's over the SHA-256 of `message`, with the low s that the
    /// protocol asks for; nil when the curve cannot be verified here.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool? {
        guard curve == .p256 else { return nil }
        guard signature.count == 64, Self.isLow(signature[32...]),
            let key = try? P256.Signing.PublicKey(compressedRepresentation: bytes),
            let value = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(value, for: message)
    }

    /// Half the order of P-256, rounded down.
    private static let halfOrder: [UInt8] =
        [0x7F, 0xFF, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00] + [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        + [0xDE, 0x73, 0x7D, 0x56, 0xD3, 0x8B, 0xCF, 0x42] + [0x79, 0xDC, 0xE5, 0x61, 0x7E, 0x31, 0x92, 0xA8]

    private static func isLow(_ s: ArraySlice<UInt8>) -> Bool { !halfOrder.lexicographicallyPrecedes(s) }
}
