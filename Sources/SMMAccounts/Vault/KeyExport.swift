import Crypto
import CryptoExtras
import FoundationEssentials
import SMMModel

/// A ring of keys under a passphrase, as a text that can be kept apart from the machine.
///
/// The passphrase is stretched by scrypt (RFC 7914); the keys are sealed by AES-256-GCM, which covers the parameters.
enum KeyExport {
    /// The fewest characters of a passphrase.
    static let shortestPassphrase = 12
    private static let begin = "-----BEGIN SMMD VAULT KEYS-----"
    private static let end = "-----END SMMD VAULT KEYS-----"
    private static let version: UInt8 = 1
    private static let saltSize = 16
    private static let headSize = 4 + saltSize

    /// The text of an export.
    ///
    /// - Parameters:
    ///   - logCost: the binary logarithm of scrypt's N; 16 takes 64 MiB and about a fifth of a second.
    ///   - salt: 16 random bytes.
    static func write(
        _ ring: KeyRing, passphrase: Secret, salt: [UInt8], logCost: UInt8 = 16
    ) throws(VaultFailure) -> String {
        guard passphrase.reveal().count >= shortestPassphrase else {
            throw VaultFailure(.passphrase, "The passphrase is shorter than \(shortestPassphrase) characters.")
        }
        let head = [version, logCost, 8, 1] + salt.prefix(saltSize)
        let key = try stretch(passphrase, head)
        let sealed = try Envelope.encrypt(ring.reveal(), key, head)
        let text = Data(head + sealed).base64EncodedString()
        var lines = [begin]
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (lines + [end]).joined(separator: "\n") + "\n"
    }

    /// The ring of an export.
    ///
    /// - Throws: `VaultFailure` `notAnExport` or `passphrase`.
    static func read(_ text: String, passphrase: Secret) throws(VaultFailure) -> KeyRing {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingSpaces }
        guard text.utf8.count <= 4096, let first = lines.firstIndex(of: begin), let last = lines.firstIndex(of: end),
            first < last, let data = Data(base64Encoded: lines[(first + 1)..<last].joined())
        else { throw VaultFailure(.notAnExport, "That is no export of a vault's keys.") }
        let bytes = Array(data)
        // What stretches longer than ours by far is refused, so that a made-up file cannot keep the daemon busy.
        guard bytes.count > headSize, bytes[0] == version, (10...17).contains(bytes[1]), bytes[2] == 8, bytes[3] == 1
        else { throw VaultFailure(.notAnExport, "The export is damaged, or made by a newer smmd.") }
        let head = Array(bytes.prefix(headSize))
        let key = try stretch(passphrase, head)
        let clear: [UInt8]
        do throws(VaultFailure) {
            clear = try Envelope.decrypt(Array(bytes.dropFirst(headSize)), key, head)
        } catch {
            throw VaultFailure(.passphrase, "The passphrase does not open the export, or the export is damaged.")
        }
        guard let ring = KeyRing(bytes: clear) else {
            throw VaultFailure(.notAnExport, "The export holds no keys.")
        }
        return ring
    }

    private static func stretch(_ passphrase: Secret, _ head: [UInt8]) throws(VaultFailure) -> SymmetricKey {
        do {
            return try KDF.Scrypt.deriveKey(
                from: Array(passphrase.reveal().utf8), salt: Array(head.dropFirst(4)), outputByteCount: 32,
                rounds: 1 << Int(head[1]), blockSize: Int(head[2]), parallelism: Int(head[3]))
        } catch {
            throw VaultFailure(.passphrase, "The passphrase could not be stretched.")
        }
    }
}

extension Substring {
    /// Without blanks around it.
    fileprivate var trimmingSpaces: String {
        let head = drop { $0 == " " || $0 == "\t" }
        return String(head.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
}
