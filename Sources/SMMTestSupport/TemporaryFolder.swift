import Glibc

/// Runs `body` with a new empty folder and removes it afterwards, whatever happens.
///
/// - Throws: what `body` throws, or `TemporaryFolderError` when no folder could be made.
package func withTemporaryFolder<T>(
    isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> T
) async throws -> T {
    var template = Array("/tmp/smm-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TemporaryFolderError(code: errno) }
    let path = String(cString: made)
    defer { removeTree(path) }
    return try await body(path)
}

/// No temporary folder could be made.
package struct TemporaryFolderError: Error, Sendable, Hashable {
    /// The error number.
    package let code: Int32
}

/// Removes a folder with everything in it, not following links.
private func removeTree(_ path: String) {
    if let folder = opendir(path) {
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != "." && name != ".." else { continue }
            let child = path + "/" + name
            var status = stat()
            guard lstat(child, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { removeTree(child) } else { unlink(child) }
        }
        closedir(folder)
    }
    rmdir(path)
}
