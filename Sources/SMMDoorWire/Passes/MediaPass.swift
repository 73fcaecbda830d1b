package import SMMModel

/// What an address of a medium says: which one, for whom, until when and how often. Pure.
///
/// As bytes: a format of 1, the key's id in four bytes, the medium's in eight, the purpose, the end in eight (milliseconds
/// since 1970), the uses, a nonce of twelve, the network's name behind its length. Numbers are big-endian.
package struct MediaPass: Sendable, Hashable {
    /// What the medium is handed out for; one address is good for one of them.
    package enum Purpose: UInt8, Sendable, Hashable, CaseIterable {
        /// A network fetches it, to publish it.
        case publish = 1
        /// A person looks whether the way from outside works.
        case trial = 2
    }

    /// Bytes of a nonce.
    package static let nonceLength = 12
    /// The most uses of one address.
    package static let mostUses: UInt8 = 8
    /// The longest name of a network, in bytes.
    static let longestNetwork = 32
    static let format: UInt8 = 1

    /// The key that vouches for it.
    package var key: UInt32
    /// The medium.
    package var asset: AssetID
    /// What it is handed out for.
    package var purpose: Purpose
    /// The network that fetches it.
    package var network: String
    /// Good before this instant.
    package var expires: Instant
    /// How often it is good.
    package var uses: UInt8
    /// Tells two addresses of the same medium apart.
    package var nonce: [UInt8]

    /// A pass of its parts.
    package init(
        key: UInt32, asset: AssetID, purpose: Purpose, network: String, expires: Instant, uses: UInt8, nonce: [UInt8]
    ) {
        self.key = key
        self.asset = asset
        self.purpose = purpose
        self.network = network
        self.expires = expires
        self.uses = uses
        self.nonce = nonce
    }

    /// Whether this is the name of a network: 1 to 32 lower-case letters, digits and hyphens.
    package static func isNetwork(_ name: String) -> Bool {
        (1...longestNetwork).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// As it is signed.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = [Self.format]
        bytes += Self.bigEndian(UInt64(key), count: 4)
        bytes += Self.bigEndian(UInt64(bitPattern: asset.rawValue), count: 8)
        bytes.append(purpose.rawValue)
        bytes += Self.bigEndian(UInt64(bitPattern: expires.milliseconds), count: 8)
        bytes.append(uses)
        bytes += nonce
        bytes.append(UInt8(clamping: network.utf8.count))
        bytes += network.utf8
        return bytes
    }

    /// What these bytes say; nil unless they are exactly what ``bytes`` gives for some pass.
    package init?(_ bytes: [UInt8]) {
        let fixed = 24 + Self.nonceLength
        guard bytes.count > fixed, bytes[0] == Self.format, bytes.count == fixed + Int(bytes[fixed - 1]) else {
            return nil
        }
        guard let purpose = Purpose(rawValue: bytes[13]), (1...Self.mostUses).contains(bytes[22]) else { return nil }
        let name = String(decoding: bytes[fixed...], as: UTF8.self)
        let asset = Int64(bitPattern: Self.number(bytes[5..<13]))
        guard Self.isNetwork(name), asset > 0 else { return nil }
        self.init(
            key: UInt32(truncatingIfNeeded: Self.number(bytes[1..<5])), asset: AssetID(rawValue: asset),
            purpose: purpose, network: name,
            expires: Instant(milliseconds: Int64(bitPattern: Self.number(bytes[14..<22]))), uses: bytes[22],
            nonce: Array(bytes[23..<23 + Self.nonceLength]))
    }

    private static func bigEndian(_ value: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
