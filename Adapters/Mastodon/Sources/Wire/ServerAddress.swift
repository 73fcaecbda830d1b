/// The address of a server in one way of writing: `https://host` or `https://host:port`, in lower case.
///
/// Plain http only for this very machine, so that no token goes over a network in clear.
package struct ServerAddress: Sendable, Hashable {
    /// Scheme, host and port, without a slash at the end.
    package let origin: String

    /// The host, and the port where it is not the usual one.
    package var authority: String { origin.range(after: "://") }

    /// Reads what a person writes: `example.social`, an address with any path, `@ann@example.social`, `ann@example.social`.
    ///
    /// nil when there is no host in it, it has a user name and password, or it is http to another machine.
    package init?(_ text: String) {
        var rest = Substring(text.filter { !$0.isWhitespace }.lowercased())
        guard rest.utf8.count <= 512 else { return nil }
        var scheme: Substring = "https"
        if let (before, after) = rest.split(at: "://") {
            (scheme, rest) = (before, after)
            guard scheme == "https" || scheme == "http" else { return nil }
        }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") {
            // `user:password@host` is no account name.
            guard !rest[..<at].contains(":") else { return nil }
            rest = rest[rest.index(after: at)...]
        }
        guard let (host, port) = Self.parts(rest), Self.isHost(host) else { return nil }
        let isHere = Self.isLoopback(host)
        guard scheme == "https" || isHere else { return nil }
        let usual = scheme == "https" ? 443 : 80
        origin = "\(scheme)://\(host)" + (port.map { $0 == usual ? "" : ":\($0)" } ?? "")
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
            guard let number = Int(text[text.index(after: colon)...]), (1...65535).contains(number) else { return nil }
            host = text[..<colon]
            port = number
        }
        while host.hasSuffix(".") { host = host.dropLast() }
        return host.isEmpty ? nil : (host, port)
    }

    private static func isLoopback(_ host: Substring) -> Bool {
        host == "localhost" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
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

extension StringProtocol {
    /// The text before and after the first `mark`; nil when it is not there.
    func split(at mark: String) -> (Substring, Substring)? {
        let whole = Substring(self)
        var place = whole.startIndex
        while place < whole.endIndex {
            if whole[place...].hasPrefix(mark) {
                return (whole[..<place], whole[place...].dropFirst(mark.count))
            }
            place = whole.index(after: place)
        }
        return nil
    }

    /// The text after the first `mark`, or all of it.
    func range(after mark: String) -> String { split(at: mark).map { String($0.1) } ?? String(self) }
}
