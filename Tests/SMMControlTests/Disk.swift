import Glibc
import Testing

/// Looks at files behind a store's back, and changes them.
enum Disk {
    /// The names of all files in a folder and in those below it.
    static func files(_ folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var found: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            if entry.pointee.d_type == UInt8(DT_DIR) {
                found += files(folder + "/" + name)
            } else {
                found.append(name)
            }
        }
        return found
    }

    static func cut(_ path: String, to count: Int) throws { try #require(truncate(path, off_t(count)) == 0) }

    static func move(_ path: String, to other: String) throws { try #require(rename(path, other) == 0) }

    static func link(_ path: String, to target: String) throws { try #require(symlink(target, path) == 0) }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_TRUNC)
        try #require(file >= 0)
        defer { close(file) }
        #expect(bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count)
    }
}
