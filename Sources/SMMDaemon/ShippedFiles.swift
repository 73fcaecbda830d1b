import Glibc

/// What was installed beside the program.
package enum ShippedFiles {
    /// The folder of the platforms' facts, `share/smmd/platforms.d` beside the program's `bin`; nil where there is none,
    /// as for a program that was not installed.
    package static func platforms() -> String? {
        guard let prefix = folder(above: 2) else { return nil }
        let folder = prefix + "/share/smmd/platforms.d"
        return access(folder, R_OK | X_OK) == 0 ? folder : nil
    }

    /// The program that parses media: `lib/smmd/smmd-media` beside the program's `bin`, or where it was built, beside
    /// the program; nil where it is not, or may not be run.
    package static func mediaProgram() -> String? {
        let places = [
            folder(above: 2).map { $0 + "/lib/smmd/smmd-media" }, folder(above: 1).map { $0 + "/smmd-media" },
        ]
        return places.compactMap { $0 }.first { access($0, X_OK) == 0 }
    }

    /// The script that makes the vault's keys: `lib/smmd/make-credential` beside the program's `bin`; nil where it is
    /// not, as for a program that was not installed.
    package static func keyScript() -> String? {
        guard let script = folder(above: 2).map({ $0 + "/lib/smmd/make-credential" }) else { return nil }
        return access(script, X_OK) == 0 ? script : nil
    }

    /// The path of the running program without its last `count` names.
    private static func folder(above count: Int) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard length > 0 else { return nil }
        let path = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast(count).joined(separator: "/")
    }
}
