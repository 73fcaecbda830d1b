/// The address of a server: scheme, host and port, in one way of writing. `http` only on this machine itself.
struct ServerAddress: Sendable, Hashable {
    /// The address without a slash at its end: `https://pds.example`.
    let text: String
    /// The host in lower case, with its port where one is named.
    let authority: String
    /// Whether it is this machine.
    let isLoopback: Bool

    /// Reads an address; nil for one with a path, a query, a user, another scheme, or `http` to elsewhere.
    init?(_ given: String) {
        guard given.utf8.count <= 512 else { return nil }
        let lower = given.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
        var rest = Substring(lower.dropFirst(scheme.count))
        while rest.last == "/" { rest.removeLast() }
        guard let (host, port) = Self.split(rest), Self.isHost(host) else { return nil }
        isLoopback = Self.isLoopback(host)
        guard scheme == "https://" || isLoopback else { return nil }
        authority = host + (port.map { ":\($0)" } ?? "")
        text = scheme + authority
    }

    private static func split(_ text: Substring) -> (host: String, port: UInt16?)? {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            return port(text[text.index(after: end)...]).map { (String(text[...end]), $0) }
        }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        return port(text[colon...]).map { (String(text[..<colon]), $0) }
    }

    /// nil when it is none; `.some(nil)` when there is no port.
    private static func port(_ text: Substring) -> UInt16?? {
        guard !text.isEmpty else { return .some(nil) }
        guard text.first == ":", text.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }),
            let port = UInt16(text.dropFirst()), port > 0
        else { return nil }
        return .some(port)
    }

    private static func isHost(_ host: String) -> Bool {
        !host.isEmpty
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "[::1]" || host.hasPrefix("127.") && isAddress(host)
    }

    private static func isAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
