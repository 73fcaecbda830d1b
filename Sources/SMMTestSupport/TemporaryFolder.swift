import Glibc

/// Runs `body` with a new empty folder and removes it afterwards, whatever happens.
///
/// - Throws: what `body` throws, or `TemporaryFolderError` when no folder could be made.
package func withTemporaryFolder<T>(
    isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> T
) async throws -> T {
    let path = try makeTemporaryFolder("smm-test")
    defer { removeTree(path) }
    return try await body(path)
}

/// Makes a new empty folder whose name begins with `name`, below `TMPDIR` or, where that is not set or leaves too little
/// for the path of a socket in the folder, below `/tmp`. Whoever asked removes it.
package func makeTemporaryFolder(_ name: String) throws(TemporaryFolderError) -> String {
    let place = temporaryPlace(environment: getenv("TMPDIR").map { String(cString: $0) }, name: name)
    // The six X are what mkdtemp fills in.
    var template = Array("\(place)/\(name)-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TemporaryFolderError(code: errno) }
    return String(cString: made)
}

/// Bytes that the address of a Unix socket holds, without its final NUL.
private let longestSocketPath = 107
/// What the path of a socket within the folder may take, its slash included.
private let roomForSocketName = 40

/// Where a folder called `name` is made when `TMPDIR` is `environment`.
package func temporaryPlace(environment: String?, name: String) -> String {
    let room = longestSocketPath - name.utf8.count - "/-XXXXXX".utf8.count - roomForSocketName
    guard let environment, environment.hasPrefix("/"), environment.utf8.count <= room else { return "/tmp" }
    return environment
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
