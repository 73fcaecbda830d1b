import Glibc

/// Folders of a test that are gone after it.
enum TemporaryFolder {
    /// Makes one.
    static func make() throws -> String {
        var template = Array("/tmp/smmctl-test-XXXXXX".utf8CString)
        guard let path = mkdtemp(&template) else { throw FakeFailure(errno) }
        return String(cString: path)
    }

    /// Writes a file.
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "w") else { throw FakeFailure(errno) }
        defer { fclose(file) }
        guard bytes.isEmpty || fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw FakeFailure(errno) }
    }

    /// Makes a file of so many bytes that takes no room.
    static func makeLarge(_ path: String, _ size: Int) {
        let file = open(path, O_CREAT | O_WRONLY, 0o600)
        ftruncate(file, size)
        close(file)
    }

    /// Removes it with everything in it.
    static func remove(_ path: String) {
        guard let folder = opendir(path) else {
            unlink(path)
            return
        }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            remove(path + "/" + name)
        }
        closedir(folder)
        rmdir(path)
    }

    /// Makes a folder, runs `body` with it, and removes it.
    static func with<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let path = try make()
        defer { remove(path) }
        return try await body(path)
    }
}
