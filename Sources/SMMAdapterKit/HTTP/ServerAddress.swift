/// The address of a server in one way of writing: `https://host` or `https://host:port`, in lower case.
///
/// Plain http only for this very machine, so that no token goes over a network in clear.
package struct ServerAddress: Sendable, Hashable {
    /// Scheme, host and port, without a slash at the end.
    package let origin: String
    /// The host, and the port where it is not the usual one.
    package let authority: String
    /// Whether it is this machine.
    package let isLoopback: Bool

    /// Reads what a person writes: `example.social`, an address with any path, `@ann@example.social`, `ann@example.social`.
    ///
    /// nil when there is no host in it, it has a user name and password, or it is http to another machine.
    package init?(_ text: String) {
        var rest = Substring(text.filter { !$0.isWhitespace }.lowercased())
        guard rest.utf8.count <= 512 else { return nil }
        var scheme: Substring = "https"
        if let mark = rest.firstRange(of: "://") {
            (scheme, rest) = (rest[..<mark.lowerBound], rest[mark.upperBound...])
        }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") {
            // `user:password@host` is no account name.
            guard !rest[..<at].contains(":") else { return nil }
            rest = rest[rest.index(after: at)...]
        }
        self.init(scheme: scheme, rest)
    }

    /// Reads an address that a setting or a document names: scheme, host and port, and nothing behind them but slashes.
    ///
    /// nil for one with a path, a query, a user, another scheme, or http to another machine.
    package init?(exactly text: String) {
        guard text.utf8.count <= 512, let mark = text.firstRange(of: "://") else { return nil }
        var rest = Substring(text[mark.upperBound...].lowercased())
        while rest.last == "/" { rest.removeLast() }
        self.init(scheme: Substring(text[..<mark.lowerBound].lowercased()), rest)
    }

    private init?(scheme: Substring, _ text: Substring) {
        guard scheme == "https" || scheme == "http", let (host, port) = Self.parts(text), Self.isHost(host) else {
            return nil
        }
        isLoopback = Self.isLoopback(host)
        guard scheme == "https" || isLoopback else { return nil }
        let usual = scheme == "https" ? 443 : 80
        authority = String(host) + (port.map { $0 == usual ? "" : ":\($0)" } ?? "")
        origin = "\(scheme)://\(authority)"
    }

    /// Whether `url` is an address on this server, where our secrets may go.
    package func holds(_ url: String) -> Bool {
        guard url.utf8.count <= 2048, url.lowercased().hasPrefix(origin) else { return false }
        guard let next = url.dropFirst(origin.count).first else { return true }
        return next == "/" || next == "?"
    }

    private static func parts(_ text: Substring) -> (host: Substring, port: Int?)? {
        var host = text
        var port: Int?
        let search = text.hasPrefix("[") ? text.lastIndex(of: "]").map { text[$0...] } : text
        guard let tail = search else { return nil }
        if let colon = tail.firstIndex(of: ":") {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
                (1...65535).contains(number)
            else { return nil }
            host = text[..<colon]
            port = number
        }
        while host.hasSuffix(".") { host = host.dropLast() }
        return host.isEmpty ? nil : (host, port)
    }

    /// `127.evil.example` and `127.1.2.3.4` are names that lead elsewhere.
    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Letters, digits, dots, hyphens; anything else a name may hold is written in Punycode, which a person can paste.
    private static func isHost(_ host: Substring) -> Bool {
        if host.hasPrefix("[") {
            return host.hasSuffix("]") && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" }
        }
        guard host.utf8.count <= 253, !host.hasPrefix("."), !host.contains("..") else { return false }
        return host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
