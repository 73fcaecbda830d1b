import Glibc

/// Reads a line from the terminal with its echo switched off.
package enum SecretLine {
    /// The line; nil at the end of input, and where the terminal cannot be silenced: a secret is not typed in sight.
    ///
    /// - Throws: `CommandFailure` `secret-too-long`.
    static func read() throws(CommandFailure) -> String? {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        switch read(from: descriptor) {
        case .line(let text)?: return text
        case .end?, nil: return nil
        case .tooLong?:
            throw CommandFailure.local(
                "secret-too-long", "That is too long for a secret; nothing was done.",
                allowed: "at most \(SecretInput.most) bytes")
        case .interrupted?:
            // What the terminal would have done, had it not been silent.
            raise(SIGINT)
            return nil
        }
    }

    /// Reads a line from the terminal behind `descriptor`, which is afterwards as it was before; nil where it is none.
    ///
    /// The terminal sends no signal meanwhile: one that ended the program would leave it without its echo. So the keys
    /// that edit a line, end it or give up are read here.
    package static func read(from descriptor: Int32) -> SecretInput.Outcome? {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return nil }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
        withUnsafeMutableBytes(of: &silent.c_cc) { keys in
            keys[Int(VMIN)] = 1
            keys[Int(VTIME)] = 0
        }
        guard tcsetattr(descriptor, TCSAFLUSH, &silent) == 0 else { return nil }
        defer {
            _ = tcsetattr(descriptor, TCSAFLUSH, &settings)
            _ = Glibc.write(descriptor, "\n", 1)
        }
        var input = SecretInput()
        var byte: UInt8 = 0
        while true {
            let count = Glibc.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return input.ended }
            if let outcome = input.take(byte) { return outcome }
        }
    }
}
