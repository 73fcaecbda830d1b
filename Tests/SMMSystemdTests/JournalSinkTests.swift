import Logging
import SMMSystemd
import Testing

@Suite struct JournalSinkTests {
    private static func record(
        _ message: String = "Published", metadata: Logger.Metadata = [:], level: Logger.Level = .info
    ) -> LogRecord {
        LogRecord(
            level: level, message: message, label: "smm.publishing", metadata: metadata,
            file: "SMMPublishing/Machine.swift", line: 42, milliseconds: 0, neutralise: { $0 })
    }

    private static let metadata = LogKey.metadata([
        .post: "pst_1", .attempt: "2", .outcome: "published", .remoteText: "one\nMESSAGE=forged\n",
    ])

    @Test("an entry carries its data in fields that journalctl matches")
    func fields() {
        let record = Self.record(metadata: Self.metadata, level: .notice)
        #expect(
            JournalEntry(record, identifier: "smmd").fields == [
                "MESSAGE=Published", "PRIORITY=5", "SYSLOG_IDENTIFIER=smmd", "CODE_FILE=SMMPublishing/Machine.swift",
                "CODE_LINE=42", "SMM_LABEL=smm.publishing", "SMM_ATTEMPT=2", "SMM_OUTCOME=published", "SMM_POST=pst_1",
                "SMM_REMOTE_TEXT=one\nMESSAGE=forged\n",
            ])
    }

    /// Runs only as root, since libsystemd writes to one fixed path.
    private func inJail(_ body: (String) async throws -> Void) async throws {
        guard JailedJournal.isPossible else {
            print("skipped: a journal of our own needs root")
            return
        }
        let folder = try TemporaryFolder()
        try await body(folder.path)
    }

    @Test("the journal gets one entry a record; a value with line breaks goes with its length and forges none")
    func onTheWire() async throws {
        try await inJail { folder in
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let journal = try JailedJournal(in: folder)
                try JournalSink(fallback: RefusingSink()).write(Self.record(metadata: Self.metadata, level: .notice))
                let head = """
                    MESSAGE=Published
                    PRIORITY=5
                    SYSLOG_IDENTIFIER=smmd
                    CODE_FILE=SMMPublishing/Machine.swift
                    CODE_LINE=42
                    SMM_LABEL=smm.publishing
                    SMM_ATTEMPT=2
                    SMM_OUTCOME=published
                    SMM_POST=pst_1
                    SMM_REMOTE_TEXT

                    """
                let tail: [UInt8] = [19, 0, 0, 0, 0, 0, 0, 0] + Array("one\nMESSAGE=forged\n\n".utf8)
                let entry = try journal.receive()
                #expect(entry == Array(head.utf8) + tail)
                #expect(throws: TestFailure.self) { try journal.receive() }
            }
        }
    }

    @Test("the largest record still is one entry")
    func largest() async throws {
        try await inJail { folder in
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let journal = try JailedJournal(in: folder)
                var metadata: Logger.Metadata = [:]
                for number in 0..<100 { metadata["key.\(number)"] = "\(String(repeating: "ü\n", count: 10_000))" }
                let large = Self.record(String(repeating: "m", count: 100_000), metadata: metadata)
                try JournalSink(fallback: RefusingSink()).write(large)
                let count = try journal.receive().count
                #expect(count > 90_000 && count < 150_000)
                #expect(large.message.utf8.count == LogRecord.mostBytesPerValue)
                #expect(large.message.hasSuffix("m…"))
            }
        }
    }

    @Test("without a journal, or once it is gone, a record goes to the fallback, and the sink is not chosen")
    func noJournal() async throws {
        try await inJail { folder in
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let journal = try JailedJournal(in: folder)
                let fallback = RecordingSink()
                let sink = JournalSink(fallback: fallback)
                #expect(JournalSink.isPresent)
                _ = try LogDestination.journal.makeSink()
                journal.remove()
                try sink.write(Self.record())
                #expect(fallback.records.map(\.message) == ["Published"])
                let error = #expect(throws: SystemdError.self) { try LogDestination.journal.makeSink() }
                #expect(error?.code == .journalMissing)
            }
        }
    }

    @Test("a journal that nobody reads any more leaves the record to the fallback")
    func deafJournal() async throws {
        try await inJail { folder in
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let journal = try JailedJournal(in: folder)
                let fallback = RecordingSink()
                journal.deafen()
                try JournalSink(fallback: fallback).write(Self.record())
                #expect(fallback.records.map(\.message) == ["Published"])
            }
        }
    }

    @Test(
        "levels map to syslog priorities",
        arguments: zip(
            [Logger.Level.trace, .debug, .info, .notice, .warning, .error, .critical], [7, 7, 6, 5, 4, 3, 2]))
    func priorities(level: Logger.Level, priority: Int) {
        #expect(Self.record(level: level).priority == priority)
    }

    @Test("field names are what the journal allows")
    func names() {
        #expect(LogKey.post.journalField == "SMM_POST")
        #expect(LogKey.account.journalField == "SMM_ACCOUNT")
        #expect(LogKey.attempt.journalField == "SMM_ATTEMPT")
        #expect(LogKey.notice.journalField == "SMM_NOTICE")
        #expect(LogKey.journalField(forMetadataKey: "hb.request.id") == "SMM_HB_REQUEST")
        #expect(LogKey.journalField(forMetadataKey: "straße=1\n") == "SMM_STRA__E_1_")
        #expect(LogKey.journalField(forMetadataKey: String(repeating: "k", count: 200)).utf8.count == 64)
        #expect(Set(LogKey.allCases.map(\.journalField)).count == LogKey.allCases.count)
    }
}
