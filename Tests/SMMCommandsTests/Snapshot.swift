import Glibc
import Testing

/// Output compared with a file beside the tests. `SMM_RECORD=1` writes the files anew.
enum Snapshot {
    /// Fails when `text` is not what the file `name` holds.
    static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        check(text, path: folder + "/Snapshots/" + name, sourceLocation: sourceLocation)
    }

    /// Fails when `text` is not what the file at `path` holds.
    static func check(_ text: String, path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        if getenv("SMM_RECORD") != nil {
            mkdir(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), 0o755)
            #expect(throws: Never.self, sourceLocation: sourceLocation) {
                try TemporaryFolder.write(Array(text.utf8), to: path)
            }
            return
        }
        let wanted = read(path)
        #expect(wanted != nil, "There is no \(path); SMM_RECORD=1 writes it.", sourceLocation: sourceLocation)
        #expect(text == wanted, sourceLocation: sourceLocation)
    }

    /// The folder of these tests.
    static var folder: String { String(#filePath[..<(#filePath.lastIndex(of: "/") ?? #filePath.startIndex)]) }

    /// The same folder with symbolic links resolved.
    static var realFolder: String {
        guard let path = realpath(folder, nil) else { return folder }
        defer { free(path) }
        return String(cString: path)
    }

    /// The text of a file; nil when there is none.
    static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
