import Glibc

/// What was installed beside the program.
package enum ShippedFiles {
    /// The folder of the platforms' facts, `share/smmd/platforms.d` beside the program's `bin`; nil where there is none,
    /// as for a program that was not installed.
    package static func platforms() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let prefix = path.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
        let folder = prefix + "/share/smmd/platforms.d"
        return access(folder, R_OK | X_OK) == 0 ? folder : nil
    }
}
