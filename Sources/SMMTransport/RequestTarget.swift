/// The part of a URL that decides whether a request may leave: scheme and host, read strictly.
struct RequestTarget: Hashable {
    let isSecure: Bool
    /// In lower case, without brackets or port.
    let host: String

    /// Reads an absolute http or https URL in ASCII, without user information; nil for anything else.
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
        guard !authority.contains(UInt8(ascii: "@")), let host = Self.host(authority) else { return nil }
        self.host = host
    }

    /// Whether the host is this machine, by name or address; nothing is resolved.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        guard host.hasPrefix("127.") else { return false }
        var parts = 1
        var part = 0
        var digits = 0
        for byte in host.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                part = part * 10 + Int(byte - 48)
                digits += 1
                // Four digits could be another number to another reader, as with leading zeros.
                guard digits <= 3, part <= 255 else { return false }
            case UInt8(ascii: "."):
                guard digits > 0 else { return false }
                (parts, part, digits) = (parts + 1, 0, 0)
            default: return false
            }
        }
        return parts == 4 && digits > 0
    }

    private static func rest(of url: String, behind scheme: String) -> Substring.UTF8View? {
        let head = url.utf8.prefix(scheme.utf8.count)
        guard head.elementsEqual(scheme.utf8, by: { ($0 >= 65 && $0 <= 90 ? $0 + 32 : $0) == $1 }) else { return nil }
        return url[...].utf8.dropFirst(scheme.utf8.count)
    }

    private static func host(_ authority: Substring.UTF8View) -> String? {
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
        guard number.isEmpty || UInt16(Substring(number)).map({ $0 > 0 }) == true else { return nil }
        return String(decoding: host.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
