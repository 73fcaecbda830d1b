/// A decentralised identifier (AT Protocol, "DID"): what an account is keyed by, whatever its handle becomes.
package struct DID: Sendable, Hashable, CustomStringConvertible {
    /// `did:METHOD:IDENTIFIER`, as written; at most 2048 bytes.
    package let text: String
    /// The method: `plc`, `web`, …. Any method is syntactically fine; only those two can be resolved.
    package let method: String

    /// Reads `text`; nil when it is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 2048 else { return nil }
        let bytes = Array(text.utf8)
        guard bytes.starts(with: Array("did:".utf8)),
            let colon = bytes[4...].firstIndex(of: UInt8(ascii: ":")), colon > 4,
            bytes[4..<colon].allSatisfy(ASCII.isLower)
        else { return nil }
        let identifier = bytes[(colon + 1)...]
        guard let last = identifier.last, last != UInt8(ascii: ":"), last != UInt8(ascii: "%"),
            identifier.allSatisfy(Self.isIdentifierByte)
        else { return nil }
        self.text = String(text)
        method = String(decoding: bytes[4..<colon], as: UTF8.self)
    }

    /// What follows the method.
    package var identifier: Substring { text.dropFirst(5 + method.count) }

    /// The host of a `did:web` without a path, a `%3A` before its port read as `:`; nil for anything else.
    ///
    /// Paths are not allowed in this protocol (AT Protocol, "DID"), and a port is for tests on a loopback address.
    package var webHost: String? {
        guard method == "web", !identifier.contains(":") else { return nil }
        let parts = ASCII.split(Array(identifier.utf8), "%")
        guard let host = parts.first, !host.isEmpty else { return nil }
        guard parts.count > 1 else { return String(decoding: host, as: UTF8.self) }
        let port = parts[1].dropFirst(2)
        guard parts.count == 2, parts[1].prefix(2).map(ASCII.lower) == Array("3a".utf8), (1...5).contains(port.count),
            port.allSatisfy(ASCII.isDigit)
        else { return nil }
        return String(decoding: host, as: UTF8.self) + ":" + String(decoding: port, as: UTF8.self)
    }

    /// The identifier.
    package var description: String { text }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "-"): true
        default: ASCII.isAlphanumeric(byte)
        }
    }
}
