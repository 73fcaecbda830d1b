import Glibc

/// Whose request it is, as far as one may believe it: an IPv4 address, or the /64 of an IPv6 one, which is what one
/// household has. Pure.
package struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    /// The bytes that tell clients apart: four or eight.
    private let bytes: [UInt8]
    /// As the log shows it.
    package let description: String

    /// Who came by a Unix socket without a word on who they are.
    static let local = ClientAddress(bytes: [], description: "local")

    private init(bytes: [UInt8], description: String) {
        self.bytes = bytes
        self.description = description
    }

    /// A written address, without brackets, zone or port; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.count <= 45, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }) else {
            return nil
        }
        guard let packed = Self.packed(text) else { return nil }
        // ::ffff:192.0.2.1 is the IPv4 client it says.
        if packed.count == 16, packed.starts(with: Self.mapped) {
            let four = Array(packed.suffix(4))
            self.init(bytes: four, description: four.map(String.init).joined(separator: "."))
        } else if packed.count == 16 {
            let words = (0..<4).map { String(Int(packed[$0 * 2]) << 8 | Int(packed[$0 * 2 + 1]), radix: 16) }
            self.init(bytes: Array(packed.prefix(8)), description: words.joined(separator: ":") + "::/64")
        } else {
            self.init(bytes: packed, description: packed.map(String.init).joined(separator: "."))
        }
    }

    /// Whose request it is.
    ///
    /// The last address of `X-Forwarded-For` that is not itself a trusted proxy's, where the peer is one; what stands
    /// before it, anybody can write. A list that cannot be read is the proxy's own.
    ///
    /// - Parameters:
    ///   - peer: the other end's address; nil where it came by a Unix socket, which is a proxy's by its file mode.
    ///   - forwarded: the values of `X-Forwarded-For`, in order.
    ///   - trusted: the proxies whose word counts, by their exact addresses.
    package static func of(peer: String?, forwarded: [String], trusted: Set<String>) -> ClientAddress {
        let own = peer.flatMap(ClientAddress.init) ?? .local
        guard peer.map({ trusted.contains(canonical($0)) }) ?? true else { return own }
        let hops = forwarded.suffix(8).joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false)
        for hop in hops.suffix(16).reversed() {
            let text = String(
                hop.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            guard let client = ClientAddress(text) else { return own }
            if !trusted.contains(canonical(text)) { return client }
        }
        return own
    }

    /// One spelling of an address, to compare by; what is none stays as it is.
    package static func canonical(_ text: String) -> String {
        guard let bytes = packed(text) else { return text }
        let four = bytes.starts(with: mapped) && bytes.count == 16 ? Array(bytes.suffix(4)) : bytes
        return four.map { String($0, radix: 16) }.joined(separator: ".")
    }

    /// What stands before an IPv4 address that is written as an IPv6 one.
    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]

    /// The four or sixteen bytes of a written address; nil for anything else.
    private static func packed(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }
}
