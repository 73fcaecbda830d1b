/// One structured entry a record, in the journal's native protocol (systemd.io, "Native Journal Protocol").
///
/// Text on standard error would become one entry a *line*, so a line break inside a remote text could forge an entry;
/// here a record stays one entry with a field for each piece of data. sd_journal_sendv(3) does the same but answers
/// success where there is no journal, so that nothing is logged and nothing says so.
package struct JournalSink: LogSink {
    /// Where journald listens.
    package static let standardAddress = "/run/systemd/journal/socket"

    private let socket: DatagramSocket
    private let fallback: any LogSink
    private let identifier: String

    /// A sink to the journal.
    ///
    /// - Parameters:
    ///   - fallback: takes a record that the journal would not, for example while journald is not there.
    ///   - identifier: the value of `SYSLOG_IDENTIFIER`, which `journalctl -t` matches.
    /// - Throws: `socketNotOpened`.
    package init(
        address: String = JournalSink.standardAddress, identifier: String = "smmd",
        fallback: any LogSink = StandardErrorSink()
    ) throws(SystemdError) {
        socket = try DatagramSocket(address: address, sendBuffer: 8 << 20)
        self.fallback = fallback
        self.identifier = identifier
    }

    /// Hands the record to the journal, waiting while it is busy, else to the fallback.
    package func write(_ record: LogRecord) throws(SystemdError) {
        do {
            try socket.send(Self.encode(record, identifier: identifier))
        } catch {
            try fallback.write(record)
        }
    }

    /// The datagram for a record.
    package static func encode(_ record: LogRecord, identifier: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append("MESSAGE", record.message, to: &bytes)
        append("PRIORITY", "\(record.priority)", to: &bytes)
        append("SYSLOG_IDENTIFIER", identifier, to: &bytes)
        append("CODE_FILE", record.file, to: &bytes)
        append("CODE_LINE", "\(record.line)", to: &bytes)
        append("SMM_LABEL", record.label, to: &bytes)
        for field in record.fields {
            append(LogKey.journalField(forMetadataKey: field.key), field.value, to: &bytes)
        }
        return bytes
    }

    /// `NAME=value` and a line break; a value that holds one goes with its length, as 64 bits in little-endian order.
    private static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name.utf8)
        if value.utf8.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            withUnsafeBytes(of: UInt64(value.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }
}
