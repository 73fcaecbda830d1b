import SMMModel
import Synchronization

/// A progress bar on standard error, drawn anew at each whole percent.
final class UploadProgress: Sendable {
    private let name: String
    private let total: Int64
    private let terminal: Terminal
    private let last = Mutex<Int64>(-1)

    init(name: String, total: Int64, terminal: Terminal) {
        self.name = TextWidth.cut(Printable.line(name), to: 30)
        self.total = total
        self.terminal = terminal
    }

    /// Shows that `sent` bytes are on their way.
    func update(_ sent: Int64) {
        guard terminal.isErrorInteractive else { return }
        let percent = total <= 0 ? 100 : sent / max(1, total / 100)
        let isNew = last.withLock { last in
            defer { last = percent }
            return percent != last
        }
        guard isNew else { return }
        let width = 24
        let done = Int(min(percent, 100)) * width / 100
        let (full, empty): (Character, Character) = terminal.palette.isUnicode ? ("█", "░") : ("#", ".")
        let bar = String(repeating: full, count: done) + String(repeating: empty, count: width - done)
        terminal.error("\r\(name)  \(bar) \(min(percent, 100)) %  \(ByteText.of(sent)) of \(ByteText.of(total))")
    }

    /// Takes the bar away.
    func finish() {
        guard terminal.isErrorInteractive else { return }
        terminal.error("\r\u{1B}[K")
    }
}
