import Crypto
import FoundationEssentials
package import SMMModel

/// Seals and opens credentials: AES-256-GCM under a data key of their own, which is wrapped under a key of the ring.
///
/// Pure but for the random data keys and nonces, which the cipher's library makes.
package enum Envelope {
    private static let wrapping = "data key"

    /// Seals secrets under a new data key.
    ///
    /// - Throws: `VaultFailure` `empty` for an empty secret: a good one is never replaced by nothing.
    package static func seal(
        _ secrets: [String: Secret], for context: SealContext, with key: VaultKey
    ) throws(VaultFailure) -> SealedCredential {
        guard !secrets.isEmpty, secrets.values.allSatisfy({ !$0.isEmpty }) else {
            throw VaultFailure(.empty, "A credential without a secret is not kept.")
        }
        let dataKey = SymmetricKey(size: .bits256)
        var sealed: [String: [UInt8]] = [:]
        for (name, secret) in secrets {
            sealed[name] = try encrypt(Array(secret.reveal().utf8), dataKey, context.data(for: "secret " + name))
        }
        return SealedCredential(keyID: key.id, wrappedKey: try wrap(dataKey, context, key), secrets: sealed)
    }

    /// Opens what ``seal(_:for:with:)`` sealed for the same context.
    ///
    /// - Throws: `VaultFailure` `locked` without the key, `damaged` where a seal does not hold.
    package static func open(
        _ sealed: SealedCredential, for context: SealContext, with ring: KeyRing
    ) throws(VaultFailure) -> [String: Secret] {
        let dataKey = try unwrap(sealed, context, ring)
        var secrets: [String: Secret] = [:]
        for (name, bytes) in sealed.secrets {
            let clear = try decrypt(bytes, dataKey, context.data(for: "secret " + name))
            guard let text = String(validating: clear, as: UTF8.self) else { throw damaged }
            secrets[name] = Secret(text)
        }
        return secrets
    }

    /// The same credential with its data key wrapped under another key; the secrets stay as they are.
    ///
    /// - Throws: as ``open(_:for:with:)``.
    package static func rewrap(
        _ sealed: SealedCredential, for context: SealContext, from ring: KeyRing, to key: VaultKey
    ) throws(VaultFailure) -> SealedCredential {
        let dataKey = try unwrap(sealed, context, ring)
        return SealedCredential(keyID: key.id, wrappedKey: try wrap(dataKey, context, key), secrets: sealed.secrets)
    }

    private static func wrap(
        _ dataKey: SymmetricKey, _ context: SealContext, _ key: VaultKey
    ) throws(VaultFailure) -> [UInt8] {
        try encrypt(dataKey.withUnsafeBytes { Array($0) }, key.key, context.data(for: wrapping))
    }

    private static func unwrap(
        _ sealed: SealedCredential, _ context: SealContext, _ ring: KeyRing
    ) throws(VaultFailure) -> SymmetricKey {
        guard let key = ring[sealed.keyID] else {
            throw .missingKey(sealed.keyID)
        }
        return SymmetricKey(data: try decrypt(sealed.wrappedKey, key.key, context.data(for: wrapping)))
    }

    static func encrypt(
        _ clear: [UInt8], _ key: SymmetricKey, _ covered: [UInt8]
    ) throws(VaultFailure) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(clear, using: key, authenticating: covered)
            guard let combined = box.combined else { throw damaged }
            return Array(combined)
        } catch {
            throw damaged
        }
    }

    static func decrypt(
        _ sealed: [UInt8], _ key: SymmetricKey, _ covered: [UInt8]
    ) throws(VaultFailure) -> [UInt8] {
        do {
            return Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: covered))
        } catch {
            throw damaged
        }
    }

    private static let damaged = VaultFailure(.damaged, "The seal does not hold: the row was changed or moved.")
}
