import Glibc
import Testing

/// Changes files behind a store's back.
enum Disk {
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
