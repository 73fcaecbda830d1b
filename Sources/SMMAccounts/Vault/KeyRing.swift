/// The keys at hand: the first one wraps, the others still open what they once wrapped.
package struct KeyRing: Sendable, Equatable {
    /// The most keys that are kept.
    package static let most = 8

    /// The keys, the current one first; never empty.
    package let keys: [VaultKey]

    /// A ring with this current key and these former ones, the first `most` of them all.
    package init(_ current: VaultKey, former: [VaultKey] = [], most: Int = KeyRing.most) {
        var seen: Set<String> = [current.id]
        keys = Array(([current] + former.filter { seen.insert($0.id).inserted }).prefix(max(1, most)))
    }

    /// The first keys of it, as many as are kept.
    package var kept: KeyRing { KeyRing(current, former: keys) }

    /// Reads one key after the other, 32 bytes each; nil where that does not come out even, is empty, or holds a key
    /// that is none.
    package init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count % VaultKey.size == 0, bytes.count <= VaultKey.size * Self.most else {
            return nil
        }
        var keys: [VaultKey] = []
        for start in stride(from: 0, to: bytes.count, by: VaultKey.size) {
            guard let key = VaultKey(bytes: bytes[start..<start + VaultKey.size]) else { return nil }
            keys.append(key)
        }
        self.keys = keys
    }

    /// The key that wraps.
    package var current: VaultKey { keys[0] }

    /// The key of this id, where it is at hand.
    package subscript(id: String) -> VaultKey? { keys.first { $0.id == id } }

    /// The bytes, as ``init(bytes:)`` reads them.
    func reveal() -> [UInt8] { keys.flatMap { $0.reveal() } }
}
