import Glibc

/// Reads the files of the configuration folder.
enum ConfigurationFile {
    /// The largest file that is read, in bytes.
    static let largest = 1 << 20

    /// The text of a file, or what is wrong with it.
    static func text(_ path: String) -> Result<String, ConfigurationError> {
        // A pipe in the place of a file must not hold up a reload: hence O_NONBLOCK.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(unreadable(path, String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(unreadable(path, "it is not a regular file"))
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .failure(unreadable(path, String(cString: strerror(errno)))) }
            bytes.append(contentsOf: chunk[0..<count])
            guard bytes.count <= largest else {
                return .failure(unreadable(path, "it has more than \(largest) bytes"))
            }
        }
        return decoded(bytes, path)
    }

    /// The names in a folder, sorted; nil when there is no such folder.
    static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether there is something at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func decoded(_ bytes: [UInt8], _ path: String) -> Result<String, ConfigurationError> {
        if let text = String(validating: bytes, as: UTF8.self) { return .success(text) }
        // The line of the first byte that is not UTF-8: decode line by line until one fails.
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { break }
            line += 1
        }
        return .failure(
            ConfigurationError(
                .syntax, SourcePosition(file: path, line: line, column: 1), "The line is not valid UTF-8.",
                allowed: "text saved as UTF-8"))
    }

    private static func unreadable(_ path: String, _ reason: String) -> ConfigurationError {
        ConfigurationError(
            .unreadable, SourcePosition(file: path, line: 1, column: 1), "The file cannot be read: \(reason).")
    }
}
