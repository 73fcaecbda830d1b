import Crypto
import SMMModel

/// SHA-256 of what makes two operations the same in a reader's eyes: account, kind, canonical text, media, parent.
///
/// The layout is frozen: stored fingerprints are compared with those of later versions.
package struct Fingerprint: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The fingerprint of an operation.
    ///
    /// - Parameters:
    ///   - account: the account's id.
    ///   - text: any form; made canonical here.
    ///   - media: the SHA-256 of each file, in hex; their order does not count.
    ///   - replyTo: what is answered or continued; nil when this stands alone.
    ///   - kind: what the operation does, e.g. `publish`.
    package init(account: String, text: String, media: [String] = [], replyTo: String? = nil, kind: String) {
        var layout = FingerprintLayout(capacity: text.utf8.count + media.count * 72 + 128)
        layout.add(account)
        layout.add(kind)
        layout.add(CanonicalText.of(text))
        layout.add(UInt64(media.count))
        for hash in media.count > 1 ? media.sorted() : media { layout.add(hash) }
        // Counted, so that no parent and an empty one differ.
        layout.add(replyTo == nil ? 0 : 1)
        if let replyTo { layout.add(replyTo) }
        self.init(hashing: layout.bytes)
    }

    /// A stored fingerprint; nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        words = bytes.withUnsafeBytes { Self.words(of: $0) }
    }

    private init(hashing bytes: [UInt8]) {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        words = hash.finalize().withUnsafeBytes { Self.words(of: $0) }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(32)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                output.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return output
    }

    /// 64 lower-case hex digits.
    package var hex: String { Hex.text(bytes) }

    /// Whether all 32 bytes are equal.
    package static func == (left: Fingerprint, right: Fingerprint) -> Bool { left.words == right.words }

    /// Feeds the first 8 bytes, as random as any.
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    private static func words(of bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
        func word(_ position: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: position * 8, as: UInt64.self))
        }
        return (word(0), word(1), word(2), word(3))
    }
}

extension Fingerprint: CustomStringConvertible {
    /// The hex form.
    package var description: String { hex }
}
