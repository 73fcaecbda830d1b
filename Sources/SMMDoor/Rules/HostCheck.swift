/// Whether a request is for this door, by its `Host`. Pure.
enum HostCheck {
    /// Letters, digits, hyphens, dots, and a port: the same name in either case, the scheme's own port written or not.
    static func matches(_ given: String?, _ host: String) -> Bool {
        guard let given, given.utf8.count <= 270 else { return false }
        return plain(given) == plain(host)
    }

    private static func plain(_ host: String) -> String {
        let host = host.lowercased()
        return host.hasSuffix(":443") ? String(host.dropLast(4)) : host
    }
}
