package import SMMModel

/// The terminal, files and clock a command works with. Everything it reads and writes goes through here, so that
/// tests can look on.
package struct Terminal: Sendable {
    /// Writes to standard output: data.
    package var output: @Sendable (String) -> Void
    /// Writes to standard error: everything else.
    package var error: @Sendable (String) -> Void
    /// Reads one line a person types; nil at the end of input.
    package var readLine: @Sendable () -> String?
    /// Reads one line a person types, without showing it; nil at the end of input or where that cannot be had. Throws for
    /// a line that is too long.
    package var readSecret: @Sendable () throws -> String?
    /// Waits for the browser of this machine; nil where it cannot be waited for.
    package var openLoopback: @Sendable () -> (any RedirectReceiver)?
    /// Reads standard input, at most so many bytes and one more.
    package var readInput: @Sendable (Int) -> [UInt8]
    /// Whether a person types: standard input is a terminal.
    package var isInputInteractive: Bool
    /// Whether a person looks: standard output is a terminal.
    package var isOutputInteractive: Bool
    /// Whether standard error is a terminal.
    package var isErrorInteractive: Bool
    /// Columns of the terminal; nil when standard output is none.
    package var width: Int?
    /// Environment variables.
    package var variables: [String: String]
    /// The current time.
    package var now: @Sendable () -> Instant
    /// Waits; throws when the task is cancelled, so that no loop that pauses goes on without its pauses.
    package var pause: @Sendable (Milliseconds) async throws -> Void
    /// Random bits, for idempotency keys.
    package var random: @Sendable () -> UInt64
    /// The ssh program.
    package var ssh: String

    /// A terminal of its parts.
    package init(
        output: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void,
        readLine: @escaping @Sendable () -> String? = { nil },
        readSecret: @escaping @Sendable () throws -> String? = { nil },
        openLoopback: @escaping @Sendable () -> (any RedirectReceiver)? = { nil },
        readInput: @escaping @Sendable (Int) -> [UInt8] = { _ in [] }, isInputInteractive: Bool = false,
        isOutputInteractive: Bool = false, isErrorInteractive: Bool = false, width: Int? = nil,
        variables: [String: String] = [:], now: @escaping @Sendable () -> Instant,
        pause: @escaping @Sendable (Milliseconds) async throws -> Void, random: @escaping @Sendable () -> UInt64,
        ssh: String = "ssh"
    ) {
        self.output = output
        self.error = error
        self.readLine = readLine
        self.readSecret = readSecret
        self.openLoopback = openLoopback
        self.readInput = readInput
        self.isInputInteractive = isInputInteractive
        self.isOutputInteractive = isOutputInteractive
        self.isErrorInteractive = isErrorInteractive
        self.width = width
        self.variables = variables
        self.now = now
        self.pause = pause
        self.random = random
        self.ssh = ssh
    }

    /// How text looks on standard output.
    var palette: Palette { palette(isInteractive: isOutputInteractive) }

    /// How text looks on standard error.
    var errorPalette: Palette { palette(isInteractive: isErrorInteractive) }

    private func palette(isInteractive: Bool) -> Palette {
        let isColoured = isInteractive && (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
        let locale = [variables["LC_ALL"], variables["LC_CTYPE"], variables["LANG"]].compactMap { $0 }
            .first { !$0.isEmpty }
        let name = (locale ?? "C.UTF-8").lowercased()
        return Palette(isColoured: isColoured, isUnicode: name.contains("utf-8") || name.contains("utf8"))
    }
}
