import CSystemd
import Glibc

/// One structured entry a record, through sd_journal_sendv(3).
///
/// Text on standard error would become one entry a *line*, so a line break inside a remote text could forge an entry;
/// here a record stays one entry with a field for each piece of data.
package struct JournalSink: LogSink {
    /// Where journald listens; libsystemd knows no other place.
    package static let socketPath = "/run/systemd/journal/socket"

    private let fallback: any LogSink
    private let identifier: String

    /// A sink to the journal.
    ///
    /// - Parameters:
    ///   - identifier: the value of `SYSLOG_IDENTIFIER`, which `journalctl -t` matches.
    ///   - fallback: takes a record that the journal would not, for example while journald is not there.
    package init(identifier: String = "smmd", fallback: any LogSink = StandardErrorSink()) {
        self.fallback = fallback
        self.identifier = identifier
    }

    /// Whether a journal is there to be written to.
    package static var isPresent: Bool { access(socketPath, W_OK) == 0 }

    /// Hands the record to the journal, waiting while it is busy, else to the fallback.
    package func write(_ record: LogRecord) throws(SystemdError) {
        // sd_journal_sendv answers success where there is no journal: nothing would be logged, and nothing would say so.
        guard Self.isPresent, Self.send(JournalEntry(record, identifier: identifier)) == 0 else {
            try fallback.write(record)
            return
        }
    }

    /// Sends one entry; 0, or a negative error number.
    private static func send(_ entry: JournalEntry) -> Int32 {
        var bytes = entry.bytes
        return bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return -EINVAL }
            let vectors = zip([0] + entry.ends, entry.ends).map { iovec(iov_base: base + $0, iov_len: $1 - $0) }
            var result: Int32
            repeat {
                result = sd_journal_sendv(vectors, Int32(clamping: vectors.count))
            } while result == -EINTR
            return result
        }
    }
}
