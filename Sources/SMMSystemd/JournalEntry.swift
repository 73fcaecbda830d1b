/// A record as the journal takes it: `NAME=value` for each field, one after the other in one piece of memory. A value may
/// hold line breaks.
package struct JournalEntry: Sendable {
    /// All fields.
    private(set) var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    private(set) var ends: [Int] = []

    /// The entry of `record`.
    package init(_ record: LogRecord, identifier: String) {
        bytes.reserveCapacity(record.cost)
        ends.reserveCapacity(record.fields.count + 6)
        add("MESSAGE", record.message)
        add("PRIORITY", String(record.priority))
        add("SYSLOG_IDENTIFIER", identifier)
        add("CODE_FILE", record.file)
        add("CODE_LINE", String(record.line))
        add("SMM_LABEL", record.label)
        for field in record.fields {
            LogKey.append(journalFieldForMetadataKey: field.key, to: &bytes)
            finish(field.value)
        }
    }

    /// The fields as texts.
    package var fields: [String] {
        zip([0] + ends, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
    }

    private mutating func add(_ name: String, _ value: String) {
        bytes += name.utf8
        finish(value)
    }

    private mutating func finish(_ value: String) {
        bytes.append(UInt8(ascii: "="))
        bytes += value.utf8
        ends.append(bytes.count)
    }
}
