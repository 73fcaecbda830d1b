import Logging
import SMMSystemd
import Testing

@Suite struct JournalSinkTests {
    private func record(
        _ message: String = "Published", metadata: Logger.Metadata = [:], level: Logger.Level = .info
    ) -> LogRecord {
        LogRecord(
            level: level, message: message, label: "smm.publishing", metadata: metadata,
            file: "SMMPublishing/Machine.swift", line: 42, milliseconds: 0, neutralise: { $0 })
    }

    @Test("an entry carries its data in fields that journalctl matches")
    func fields() throws {
        let receiver = try DatagramReceiver()
        let metadata = LogKey.metadata([.post: "pst_1", .attempt: "2", .outcome: "published", .errorCode: "none"])
        try JournalSink(address: receiver.address).write(record(metadata: metadata, level: .notice))
        let expected = """
            MESSAGE=Published
            PRIORITY=5
            SYSLOG_IDENTIFIER=smmd
            CODE_FILE=SMMPublishing/Machine.swift
            CODE_LINE=42
            SMM_LABEL=smm.publishing
            SMM_ATTEMPT=2
            SMM_ERROR_CODE=none
            SMM_OUTCOME=published
            SMM_POST=pst_1

            """
        #expect(try receiver.receiveText() == expected)
    }

    @Test("a value with line breaks goes with its length and stays one entry")
    func lineBreaks() {
        let metadata: Logger.Metadata = ["remote.text": "one\nMESSAGE=forged\n"]
        let bytes = JournalSink.encode(record(metadata: metadata), identifier: "smmd")
        let tail = Array("SMM_REMOTE_TEXT\n".utf8) + [19, 0, 0, 0, 0, 0, 0, 0] + Array("one\nMESSAGE=forged\n\n".utf8)
        #expect(Array(bytes.suffix(tail.count)) == tail)
    }

    @Test("the largest record still fits into one datagram")
    func largest() throws {
        let receiver = try DatagramReceiver()
        var metadata: Logger.Metadata = [:]
        for number in 0..<100 { metadata["key.\(number)"] = "\(String(repeating: "ü\n", count: 10_000))" }
        let large = record(String(repeating: "m", count: 100_000), metadata: metadata)
        try JournalSink(address: receiver.address, fallback: RefusingSink()).write(large)
        let count = try receiver.receive().count
        #expect(count > 90_000 && count < 150_000)
        #expect(large.message.utf8.count == LogRecord.mostBytesPerValue)
        #expect(large.message.hasSuffix("m…"))
    }

    @Test("without a journal the record goes to the fallback")
    func noJournal() throws {
        let fallback = RecordingSink()
        try JournalSink(address: "/nonexistent/journal", fallback: fallback).write(record())
        #expect(fallback.records.map(\.message) == ["Published"])
    }

    @Test(
        "levels map to syslog priorities",
        arguments: zip(
            [Logger.Level.trace, .debug, .info, .notice, .warning, .error, .critical], [7, 7, 6, 5, 4, 3, 2]))
    func priorities(level: Logger.Level, priority: Int) {
        #expect(record(level: level).priority == priority)
    }

    @Test("field names are what the journal allows")
    func names() {
        #expect(LogKey.post.journalField == "SMM_POST")
        #expect(LogKey.account.journalField == "SMM_ACCOUNT")
        #expect(LogKey.attempt.journalField == "SMM_ATTEMPT")
        #expect(LogKey.journalField(forMetadataKey: "hb.request.id") == "SMM_HB_REQUEST")
        #expect(LogKey.journalField(forMetadataKey: "straße=1\n") == "SMM_STRA__E_1_")
        #expect(LogKey.journalField(forMetadataKey: String(repeating: "k", count: 200)).utf8.count == 64)
        #expect(Set(LogKey.allCases.map(\.journalField)).count == LogKey.allCases.count)
    }
}
