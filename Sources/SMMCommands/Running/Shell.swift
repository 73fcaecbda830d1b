import SMMText

/// Words for a command a person is told to type.
enum Shell {
    /// `text` as one word of a POSIX shell.
    static func quote(_ text: String) -> String { ShellWord.quote(text) }
}
