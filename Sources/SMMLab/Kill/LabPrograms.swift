import Glibc

/// The programs as built beside the one that runs.
package struct LabPrograms: Sendable {
    /// The daemon.
    package let smmd: String
    /// The daemon with a harness around it.
    package let lab: String
    /// The command line.
    package let smmctl: String
    /// The process that parses media.
    package let media: String
    /// The process that faces the internet.
    package let door: String

    /// The programs beside this one.
    ///
    /// - Throws: `LabFailure` when one is not there.
    package init() throws {
        let folder = try Self.folder()
        smmd = try Self.program("smmd", in: folder)
        smmctl = try Self.program("smmctl", in: folder)
        media = try Self.program("smmd-media", in: folder)
        door = try Self.program("smmd-door", in: folder)
        lab = try Self.program("smmd-lab", in: folder)
    }

    private static func program(_ name: String, in folder: String) throws -> String {
        let path = folder + "/" + name
        guard access(path, X_OK) == 0 else {
            throw LabFailure("\(path) is not there. Build it: swift build --product \(name)")
        }
        return path
    }

    private static func folder() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = bytes.withUnsafeMutableBytes { buffer in
            buffer.baseAddress.map { readlink("/proc/self/exe", $0, buffer.count) } ?? -1
        }
        guard count > 0 else { throw LabFailure("The running program's own path is not known.") }
        let path = String(decoding: bytes.prefix(count), as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
    }
}
