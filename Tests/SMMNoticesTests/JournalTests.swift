import Logging
import SMMModel
import SMMNotices
import Synchronization
import Testing

@Suite struct JournalTests {
    @Test(
        "a notice is one entry whose sentence is its own, at the level of its severity",
        arguments: zip(NoticeSeverity.allCases, [2, 4, 5]))
    func entry(severity: NoticeSeverity, priority: Int) async throws {
        let log = MemoryLog()
        let flushed = Mutex(0)
        let channel = JournalChannel(logger: log.logger, flush: { flushed.withLock { $0 += 1 } })
        let notice = Notice(
            id: NoticeID(rawValue: 33), brand: BrandID(rawValue: 7), brandName: "bakery", kind: "missed",
            severity: severity, subject: "A post missed its time", body: "It was due.",
            command: "smmctl post retry pst_1 | smmctl post cancel pst_1", post: PostID(rawValue: 34),
            account: AccountID(rawValue: 35), createdAt: TestClock.start)
        let message = try #require(MessageWriter(host: "web1").write([PendingNotice(notice)], at: TestClock.start))
        #expect(await channel.deliver(message) == .delivered)
        #expect(flushed.withLock { $0 } == 1)
        let line = try #require(log.lines.first)
        #expect(log.lines.count == 1)
        #expect(line.message == "bakery: A post missed its time")
        #expect([.critical: 2, .warning: 4, .notice: 5][line.level] == priority)
        #expect(line.metadata["notice.id"] == "ntc_11" && line.metadata["post.id"] == "pst_12")
        #expect(line.metadata["account.id"] == "acc_13" && line.metadata["brand.id"] == "brd_7")
        #expect(line.metadata["notice.kind"] == "missed" && line.metadata["count"] == "1")
        #expect(line.metadata["command"] == "smmctl post retry pst_1 | smmctl post cancel pst_1")
    }

    @Test("settings switch the channels on, in a fixed order")
    func channels() {
        var settings = NoticeSettings(host: "web1")
        func names() -> [String] {
            settings.channels(transport: FakeServer(200), clock: TestClock(), logger: Desk.silent).map(\.name)
        }
        #expect(names() == ["journal"])
        settings.mail = MailSettings(to: ["a@example.org"], spool: "/s", host: "h")
        settings.ntfy = NtfySettings(url: "https://n", topic: "t")
        #expect(names() == ["journal", "mail", "ntfy"])
        settings.journal = false
        settings.mail?.to = []
        #expect(names() == ["ntfy"])
    }
}
