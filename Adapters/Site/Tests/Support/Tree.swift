import Glibc

/// Whole folders: their bytes, their modes, their end.
enum Tree {
    /// Every file below `root` by its relative path, with its bytes; folders end with a slash and have none.
    static func read(_ root: String, leavingOut left: Set<String> = []) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        walk(root, "") { path, isFolder in
            guard !left.contains(path) else { return }
            found[isFolder ? path + "/" : path] = isFolder ? [] : (bytes(root + "/" + path) ?? [])
        }
        return found
    }

    /// Makes `target` a copy of what `read` gave.
    static func write(_ tree: [String: [UInt8]], to target: String) {
        mkdir(target, 0o755)
        for path in tree.keys.sorted() {
            if path.hasSuffix("/") {
                mkdir(target + "/" + path.dropLast(), 0o755)
            } else {
                write(target + "/" + path, tree[path] ?? [])
            }
        }
    }

    /// The text of a file; nil when there is none.
    static func text(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a file; nil when there is none.
    static func bytes(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, filled in
            filled = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
    }

    /// Writes a file.
    static func write(_ path: String, _ bytes: [UInt8]) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { return }
        _ = Glibc.write(file, bytes, bytes.count)
        close(file)
    }

    /// The kind and permission bits of a file or folder.
    static func mode(_ path: String) -> UInt32 {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : 0
    }

    /// Removes a folder with all below it.
    static func remove(_ root: String) {
        var folders: [String] = []
        walk(root, "") { path, isFolder in
            if isFolder { folders.append(path) } else { unlink(root + "/" + path) }
        }
        for path in folders.reversed() { rmdir(root + "/" + path) }
        rmdir(root)
    }

    private static func walk(_ root: String, _ path: String, _ visit: (String, Bool) -> Void) {
        guard let stream = opendir(path.isEmpty ? root : root + "/" + path) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            let child = path.isEmpty ? name : path + "/" + name
            let isFolder = mode(root + "/" + child) & S_IFMT == S_IFDIR
            visit(child, isFolder)
            if isFolder { walk(root, child, visit) }
        }
    }
}
