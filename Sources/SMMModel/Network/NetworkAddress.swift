package import Glibc

/// An address of a host, IPv4 or IPv6.
package enum NetworkAddress: Hashable, Sendable {
    /// The 32 bits of an IPv4 address, its first part highest.
    case four(UInt32)
    /// The 128 bits of an IPv6 address, its first group highest.
    case six(high: UInt64, low: UInt64)

    /// Reads an address as the system writes it: four whole numbers of ten's digits, or groups of hexadecimal ones.
    ///
    /// nil for everything else, above all for the ways in which only some readers see an address: `127.1`, `0x7f000001`,
    /// `2130706433`, `0177.0.0.1`, zones (`fe80::1%eth0`), brackets.
    package init?(_ text: String) {
        // For the C library a text ends at its first NUL.
        guard !text.utf8.contains(0) else { return nil }
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .four(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(six)
    }

    /// The address that a socket's address holds; nil for other families.
    package init?(_ storage: UnsafePointer<sockaddr>) {
        switch Int32(storage.pointee.sa_family) {
        case AF_INET:
            self = storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                .four(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
            }
        case AF_INET6:
            self = storage.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { Self($0.pointee.sin6_addr) }
        default: return nil
        }
    }

    private init(_ address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self = .six(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }

    /// As a person and the system write it; an IPv6 address without brackets.
    package var text: String {
        switch self {
        case .four(let bits):
            return [bits >> 24, bits >> 16 & 0xFF, bits >> 8 & 0xFF, bits & 0xFF].map(String.init).joined(
                separator: ".")
        case .six(let high, let low):
            var words = (high.bigEndian, low.bigEndian)
            var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            // The one reason for which it fails is a buffer that is too small.
            guard inet_ntop(AF_INET6, &words, &buffer, socklen_t(buffer.count)) != nil else { return "" }
            return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// The IPv4 address that is written as an IPv6 one behind `::ffff:` (RFC 4291, section 2.5.5.2); any other is itself.
    package var unmapped: NetworkAddress {
        guard case .six(0, let low) = self, low >> 32 == 0xFFFF else { return self }
        return .four(UInt32(truncatingIfNeeded: low))
    }

    /// The first `count` bits, the others 0; a count beyond the address's width is the whole address.
    package func prefix(_ count: Int) -> NetworkAddress {
        switch self {
        case .four(let bits): return .four(count <= 0 ? 0 : bits & (UInt32.max << UInt32(max(0, 32 - count))))
        case .six(let high, let low):
            let kept = (min(64, max(0, count)), min(64, max(0, count - 64)))
            return .six(high: high & Self.mask(kept.0), low: low & Self.mask(kept.1))
        }
    }

    private static func mask(_ count: Int) -> UInt64 { count == 0 ? 0 : UInt64.max << UInt64(64 - count) }
}
