import Glibc

/// Which certificate authorities are believed.
package enum TrustRoots: Sendable, Hashable {
    /// Those of the system.
    case system
    /// Those in this PEM file alone, e.g. a private authority in a test.
    case file(String)

    /// The folder in which the system's authorities are found by the hashes of their names; nil where there is none.
    static let systemFolder: String? = {
        let path = "/etc/ssl/certs"
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let isHashed = withUnsafeBytes(of: entry.pointee.d_name) { name in
                let bytes = name.prefix { $0 != 0 }
                return bytes.count == 10 && bytes.suffix(2).elementsEqual([UInt8(ascii: "."), UInt8(ascii: "0")])
            }
            if isHashed { return path }
        }
        return nil
    }()
}
