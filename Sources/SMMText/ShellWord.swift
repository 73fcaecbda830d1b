/// Words for a command a person is told to type.
package enum ShellWord {
    /// `text` as one word of a POSIX shell.
    package static func quote(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            "/._-+@:,%=".utf8.contains(byte) || (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122)
        }
        guard !isPlain || text.isEmpty else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
