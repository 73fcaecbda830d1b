import Glibc
import Logging

/// One line of text a record, for a person or a supervisor that is not systemd.
package struct StandardErrorSink: LogSink {
    private let descriptor: Int32

    /// A sink that writes to an open descriptor, standard error unless a test says otherwise.
    package init(descriptor: Int32 = STDERR_FILENO) {
        self.descriptor = descriptor
    }

    /// Writes the line whole.
    ///
    /// - Throws: `datagramNotSent` when the descriptor is closed or full for good.
    package func write(_ record: LogRecord) throws(SystemdError) {
        var bytes = Array(Self.line(record).utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                throw SystemdError(code: .datagramNotSent, errorNumber: errno)
            }
            bytes = bytes.dropFirst(written)
        }
    }

    /// `2026-10-25T07:00:00.123Z warning label: sentence [post.id=pst_1]`, with line breaks made visible as `\n`.
    package static func line(_ record: LogRecord) -> String {
        var text = timestamp(record.milliseconds)
        text.reserveCapacity(record.cost)
        text += " \(record.level.rawValue) \(record.label): "
        text += oneLine(record.message)
        for (index, field) in record.fields.enumerated() {
            text += index == 0 ? " [" : " "
            text += field.key
            text += "="
            text += oneLine(field.value)
        }
        text += record.fields.isEmpty ? "\n" : "]\n"
        return text
    }

    /// A break inside a value would let it pass for a line of its own.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// ISO 8601 in UTC with milliseconds.
    private static func timestamp(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        guard milliseconds >= 0, gmtime_r(&seconds, &parts) != nil else { return "\(milliseconds)" }
        func padded(_ value: Int32, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let time = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(time).\(padded(Int32(milliseconds % 1000), 3))Z"
    }
}
