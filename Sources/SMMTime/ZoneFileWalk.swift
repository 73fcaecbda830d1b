import Glibc

/// Walks a zone database's folder.
enum ZoneFileWalk {
    /// The names of all files below `root` that are TZif files under a permitted name, sorted.
    static func names(below root: String) -> [String] {
        var found: [String] = []
        collect(root, prefix: "", depth: 0, into: &found)
        return found.sorted()
    }

    /// A mark of all zone names and their bytes (FNV-1a, 64 bits): equal data gives an equal mark, nothing more.
    static func contentMark(below root: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        for name in names(below: root) {
            mix(name.utf8)
            mix(CollectionOfOne(0))
            if let file = try? SmallFile.read("\(root)/\(name)", limit: TZif.largestFile) { mix(file.bytes) }
        }
        let digits = String(hash, radix: 16)
        return "fnv1a-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func collect(_ folder: String, prefix: String, depth: Int, into found: inout [String]) {
        // Real databases are three deep; the bound stops a link that leads in a circle.
        guard depth < 5, let directory = opendir(folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let file = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            let name = prefix + file
            guard !file.hasPrefix("."), ZoneName.problem(name) == nil, name != "right", name != "posix" else {
                continue
            }
            let path = "\(folder)/\(file)"
            guard let identity = FileIdentity(path: path) else { continue }
            if identity.isDirectory {
                collect(path, prefix: name + "/", depth: depth + 1, into: &found)
            } else if identity.isRegular, isTZif(path) {
                found.append(name)
            }
        }
    }

    private static func isTZif(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var mark = [UInt8](repeating: 0, count: 4)
        return read(descriptor, &mark, 4) == 4 && mark == [0x54, 0x5A, 0x69, 0x66]
    }
}
