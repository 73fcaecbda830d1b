import Glibc
import Logging
import Synchronization

/// One line of text a record, for a person or a supervisor that is not systemd.
///
/// A pipe that nobody reads, or a terminal that was stopped (Ctrl-S), is waited for once; then lines that it has no room
/// for are lost, and counted, until it is read again. The daemon must not stand still with its log.
package final class StandardErrorSink: LogSink {
    /// What is written at once: a pipe takes this much whole or not at all (PIPE_BUF), so that no line is torn and none
    /// of another process comes between.
    private static let piece = 4096
    private let descriptor: Int32
    /// The descriptor is this object's own.
    private let isOwn: Bool
    private let patience: Int32
    /// The last line had no room: the next does not wait for any.
    private let isStuck = Atomic(false)
    /// The last line has no end: the next must not stand in it.
    private let isTorn = Atomic(false)

    /// A sink that writes to an open descriptor, standard error unless a test says otherwise.
    ///
    /// - Parameter patience: how long to wait for room, in milliseconds.
    package init(descriptor: Int32 = STDERR_FILENO, patience: Int32 = 2000) {
        let own = isatty(descriptor) == 1 ? Self.reopened(descriptor) : -1
        isOwn = own >= 0
        self.descriptor = isOwn ? own : descriptor
        self.patience = patience
    }

    deinit { if isOwn { close(descriptor) } }

    /// The same terminal, opened so that it takes what it has room for instead of keeping the writer: it says that it has
    /// room where it has some, not enough. The mark must not be set on the given descriptor, which a shell may share. -1
    /// where the terminal is another user's.
    private static func reopened(_ descriptor: Int32) -> Int32 {
        open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    }

    /// Writes the line whole.
    ///
    /// - Throws: `datagramNotSent` when the descriptor is closed, or full for longer than the patience.
    package func write(_ record: LogRecord) throws(SystemdError) {
        var bytes: [UInt8] = []
        Self.append(record, to: &bytes)
        try write(bytes)
    }

    /// Writes many lines with few calls; of a piece that did not go out whole, all count as not written.
    package func write(_ records: [LogRecord]) -> UInt64 {
        var piece: [UInt8] = []
        var lines: UInt64 = 0
        var failed: UInt64 = 0
        func finish() {
            do {
                try write(piece)
            } catch {
                failed += lines
            }
            piece.removeAll(keepingCapacity: true)
            lines = 0
        }
        var line: [UInt8] = []
        for record in records {
            line.removeAll(keepingCapacity: true)
            Self.append(record, to: &line)
            if piece.count + line.count > Self.piece { finish() }
            piece += line
            lines += 1
        }
        finish()
        return failed
    }

    private func write(_ lines: [UInt8]) throws(SystemdError) {
        // By itself, so that the piece behind it stays one that is taken whole or not at all.
        if isTorn.load(ordering: .relaxed) { try put([UInt8(ascii: "\n")]) }
        try put(lines)
    }

    private func put(_ bytes: [UInt8]) throws(SystemdError) {
        var written = 0
        defer {
            if written > 0 { isTorn.store(bytes[written - 1] != UInt8(ascii: "\n"), ordering: .relaxed) }
        }
        while written < bytes.count {
            try awaitRoom()
            let piece = bytes[written...].prefix(Self.piece)
            let count = piece.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                // Room that is too little for anything: as if there were none.
                if errno == EAGAIN { isStuck.store(true, ordering: .relaxed) }
                throw SystemdError(code: .datagramNotSent, errorNumber: errno)
            }
            written += count
        }
    }

    /// Returns when a piece can be written without waiting, or its failure be told by the write.
    private func awaitRoom() throws(SystemdError) {
        guard descriptor >= 0 else { return }  // poll would pass over it, and wait.
        var asked = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        var ready: Int32
        repeat {
            ready = poll(&asked, 1, isStuck.load(ordering: .relaxed) ? 0 : patience)
        } while ready < 0 && errno == EINTR
        isStuck.store(ready == 0, ordering: .relaxed)
        if ready == 0 { throw SystemdError(code: .datagramNotSent, errorNumber: EAGAIN) }
    }

    /// `2026-10-25T07:00:00.123Z warning label: sentence [post.id=pst_1]`, with line breaks made visible as `\n`.
    package static func line(_ record: LogRecord) -> String {
        var bytes: [UInt8] = []
        append(record, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ record: LogRecord, to bytes: inout [UInt8]) {
        append(timestamp: record.milliseconds, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        bytes += record.level.rawValue.utf8
        bytes.append(UInt8(ascii: " "))
        bytes += record.label.utf8
        bytes += ": ".utf8
        append(oneLine: record.message, to: &bytes)
        var separator = " ["
        for field in record.fields {
            bytes += separator.utf8
            bytes += field.key.utf8
            bytes.append(UInt8(ascii: "="))
            append(oneLine: field.value, to: &bytes)
            separator = " "
        }
        bytes += (record.fields.isEmpty ? "\n" : "]\n").utf8
    }

    /// A break inside a value would let it pass for a line of its own.
    private static func append(oneLine text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            guard utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
                bytes.append(contentsOf: utf8)
                return
            }
            for byte in utf8 {
                switch byte {
                case UInt8(ascii: "\n"): bytes += "\\n".utf8
                case UInt8(ascii: "\r"): bytes += "\\r".utf8
                default: bytes.append(byte)
                }
            }
        }
    }

    /// ISO 8601 in UTC with milliseconds.
    private static func append(timestamp milliseconds: Int64, to bytes: inout [UInt8]) {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        guard milliseconds >= 0, gmtime_r(&seconds, &parts) != nil, parts.tm_year < 8100 else {
            bytes += String(milliseconds).utf8
            return
        }
        append(parts.tm_year + 1900, 1000, then: "-", to: &bytes)
        append(parts.tm_mon + 1, 10, then: "-", to: &bytes)
        append(parts.tm_mday, 10, then: "T", to: &bytes)
        append(parts.tm_hour, 10, then: ":", to: &bytes)
        append(parts.tm_min, 10, then: ":", to: &bytes)
        append(parts.tm_sec, 10, then: ".", to: &bytes)
        append(Int32(milliseconds % 1000), 100, then: "Z", to: &bytes)
    }

    /// The digits of `value` from the place that `first` names, then a sign.
    private static func append(
        _ value: Int32, _ first: Int32, then sign: Unicode.Scalar, to bytes: inout [UInt8]
    ) {
        var place = first
        while place > 0 {
            bytes.append(UInt8(48 + value / place % 10))
            place /= 10
        }
        bytes.append(UInt8(ascii: sign))
    }
}
