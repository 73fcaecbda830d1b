import SMMModel

/// The part of a URL that decides whether a request may leave: scheme, host and port, read strictly.
struct RequestTarget: Hashable {
    let isSecure: Bool
    /// In lower case, without brackets or port.
    let host: String
    let port: Int
    /// The address that the host is, where it is not a name.
    let address: NetworkAddress?

    /// Reads an absolute http or https URL in ASCII, without user information; nil for anything else.
    ///
    /// A host that some readers take for an address and others for a name (`127.1`, `0x7f.0.0.1`, `017700000001`) is
    /// neither here.
    init?(_ url: String) {
        let bytes = url.utf8
        guard bytes.count <= 8192, bytes.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }) else {
            return nil
        }
        let rest: Substring.UTF8View
        if let after = Self.rest(of: url, behind: "https://") {
            isSecure = true
            rest = after
        } else if let after = Self.rest(of: url, behind: "http://") {
            isSecure = false
            rest = after
        } else {
            return nil
        }
        let authority = rest.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        guard !authority.contains(UInt8(ascii: "@")), let (host, port) = Self.host(authority) else { return nil }
        self.host = host
        self.port = port ?? (isSecure ? 443 : 80)
        address = NetworkAddress(host)
        let isBracketed = authority.first == UInt8(ascii: "[")
        if let address {
            if case .six = address { guard isBracketed else { return nil } } else if isBracketed { return nil }
        } else {
            guard !isBracketed, Self.isName(host) else { return nil }
        }
    }

    /// Whether the host is this machine, by name or address; nothing is resolved.
    var isLoopback: Bool {
        switch address {
        case .four(let bits): bits >> 24 == 127
        case .six(let high, let low): high == 0 && low == 1
        case nil: host == "localhost"
        }
    }

    /// Whether it can only be a name: its last label, a dot behind it aside, is no number of any base.
    private static func isName(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let last = labels.last?.isEmpty == true ? labels.dropLast().last : labels.last
        guard let last, !last.isEmpty, host.utf8.count <= 254 else { return false }
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        let digits = last.hasPrefix("0x") ? last.dropFirst(2) : last
        let isNumber = digits.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (last.hasPrefix("0x") && (0x61...0x66).contains(byte))
        }
        return isPlain && !isNumber
    }

    private static func rest(of url: String, behind scheme: String) -> Substring.UTF8View? {
        let head = url.utf8.prefix(scheme.utf8.count)
        guard head.elementsEqual(scheme.utf8, by: { ($0 >= 65 && $0 <= 90 ? $0 + 32 : $0) == $1 }) else { return nil }
        return url[...].utf8.dropFirst(scheme.utf8.count)
    }

    private static func host(_ authority: Substring.UTF8View) -> (host: String, port: Int?)? {
        let host: Substring.UTF8View
        let port: Substring.UTF8View
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = authority[..<end].dropFirst()
            port = authority[end...].dropFirst()
        } else {
            host = authority.prefix { $0 != UInt8(ascii: ":") }
            port = authority.dropFirst(host.count)
        }
        guard !host.isEmpty, port.isEmpty || port.first == UInt8(ascii: ":") else { return nil }
        let number = port.dropFirst()
        let value = number.allSatisfy { (0x30...0x39).contains($0) } ? UInt16(Substring(number)) : nil
        guard number.isEmpty || value.map({ $0 > 0 }) == true else { return nil }
        return (String(decoding: host.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self), value.map(Int.init))
    }
}
