import Logging
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMStore
import Testing

@Suite(.timeLimit(.minutes(10))) struct NotifierTests {
    @Test("a notice goes out once on every channel, with the commands to type")
    func once() async throws {
        try await Desk.with { desk in
            let (mail, ntfy) = (FakeChannel("mail"), FakeChannel("ntfy"))
            let notifier = desk.notifier(mail, ntfy)
            let id = try await desk.raise()
            await notifier.deliverDue()
            await notifier.deliverDue()
            for channel in [mail, ntfy] {
                let message = try #require(channel.taken.first)
                #expect(channel.taken.count == 1)
                #expect(message.key == id.description)
                #expect(message.title == "bakery: A post missed its time")
                #expect(message.commands == ["smmctl post retry pst_1", "smmctl post cancel pst_1"])
                #expect(message.text.contains("smmd does nothing more about it until you say so"))
            }
            let stored = try await desk.deliveries(id)
            #expect(stored.map(\.channel) == ["mail", "ntfy"])
            #expect(stored.allSatisfy { $0.deliveredAt == desk.clock.now && $0.failure == nil && $0.attempts == 0 })
        }
    }

    @Test("a channel that fails is tried again after doubling waits and holds up no other")
    func backoff() async throws {
        try await Desk.with { desk in
            let (mail, ntfy) = (FakeChannel("mail"), FakeChannel("ntfy"))
            let notifier = desk.notifier(mail, ntfy)
            ntfy.isDown(true)
            let id = try await desk.raise(severity: "warning")
            for wait in [30, 60, 120] as [Int64] {
                let now = desk.clock.now
                await notifier.deliverDue()
                #expect(await notifier.nextDue == now + .seconds(wait))
                #expect(desk.alarms.all.last == now + .seconds(wait))
                await notifier.deliverDue()  // too early: nothing is asked
                desk.clock.advance(by: .seconds(wait))
            }
            #expect(ntfy.asked.count == 3)
            #expect(mail.taken.count == 1)
            let failed = try await desk.deliveries(id)[1]
            #expect(failed.attempts == 3 && failed.failure == "down: It is down." && failed.deliveredAt == nil)
            ntfy.isDown(false)
            await notifier.deliverDue()
            #expect(ntfy.taken.count == 1)
            #expect(await notifier.nextDue == nil)
            let done = try await desk.deliveries(id)[1]
            #expect(done.attempts == 0 && done.failure == nil && done.nextAt == nil)
        }
    }

    @Test("a channel asks once while it is down, and all that waited goes out when it is back")
    func recovery() async throws {
        try await Desk.with { desk in
            let channel = FakeChannel()
            let notifier = desk.notifier(channel)
            channel.isDown(true, after: .minutes(20))
            try await desk.raise("missed", 1)
            try await desk.raise("failed", 2)
            await notifier.deliverDue()
            #expect(channel.asked.count == 1)
            #expect(await notifier.nextDue == desk.clock.now + .minutes(20))
            channel.isDown(false)
            desk.clock.advance(by: .minutes(1))
            try await desk.raise("unknown", 3)  // the probe
            await notifier.deliverDue()
            #expect(channel.taken.map(\.kind) == ["unknown"])
            await notifier.deliverDue()
            #expect(Set(channel.taken.map(\.kind)) == ["unknown", "missed", "failed"])
        }
    }

    @Test("a message that a channel refuses does not stand before the others")
    func refused() async throws {
        try await Desk.with { desk in
            let channel = FakeChannel()
            channel.answer { $0.kind == "missed" ? .refused(Failure("refused", "No.")) : .delivered }
            let notifier = desk.notifier(channel)
            let bad = try await desk.raise("missed", 1)
            try await desk.raise("failed", 2)
            await notifier.deliverDue()
            #expect(channel.taken.map(\.kind) == ["failed"])
            #expect(try await desk.deliveries(bad)[0].failure == "refused: No.")
        }
    }

    @Test("a flood of one kind becomes one message with counts and a list")
    func digest() async throws {
        try await Desk.with { desk in
            let channel = FakeChannel()
            let notifier = desk.notifier(channel)
            for number in 1...30 {
                try await desk.raise("missed", number, subject: number < 30 ? "A post missed its time" : "Another")
            }
            await notifier.deliverDue()
            #expect(channel.taken.count == 1)
            let message = try #require(channel.taken.first)
            #expect(message.count == 30 && message.notice == nil)
            #expect(message.title == "bakery: 30 × missed")
            #expect(message.body.contains("29 × A post missed its time\n1 × Another"))
            #expect(message.body.contains("    smmctl post retry pst_20\n"))
            #expect(message.body.contains("… and 10 more."))
            #expect(message.commands == ["smmctl status"])
        }
    }

    @Test("a drizzle is told at once up to four, the rest together when the minute is over")
    func drizzle() async throws {
        try await Desk.with { desk in
            let channel = FakeChannel()
            let notifier = desk.notifier(channel)
            for number in 1...12 {
                try await desk.raise("missed", number)
                await notifier.deliverDue()
                desk.clock.advance(by: .seconds(1))
            }
            #expect(channel.taken.count == 4)
            let due = try #require(await notifier.nextDue)
            #expect(due == TestClock.start + .seconds(63))
            desk.clock.set(due)
            await notifier.deliverDue()
            #expect(channel.taken.map(\.count) == [1, 1, 1, 1, 8])
        }
    }

    @Test("a critical matter that stays open is told again after a day, others are not")
    func reminder() async throws {
        try await Desk.with { desk in
            let channel = FakeChannel()
            let notifier = desk.notifier(channel)
            let id = try await desk.raise("missed", 1)
            try await desk.raise("failed", 2, severity: "warning")
            await notifier.deliverDue()
            #expect(await notifier.nextDue == desk.clock.now + .hours(24))
            desk.clock.advance(by: .hours(24))
            await notifier.deliverDue()
            let reminder = try #require(channel.taken.last)
            #expect(channel.taken.count == 3)
            #expect(reminder.title == "bakery: still open: A post missed its time")
            #expect(reminder.replyTo == id.description && reminder.key != id.description)
            try await desk.database.write { tx in
                _ = try NoticeKeeper.close(id, by: Desk.person, role: .admin, now: desk.clock.now, in: tx)
            }
            desk.clock.advance(by: .days(3))
            await notifier.deliverDue()
            #expect(channel.taken.count == 3)
            #expect(await notifier.nextDue == nil)
        }
    }

    @Test("what was closed before it went out is not sent; raised again it is")
    func closed() async throws {
        try await Desk.with { desk in
            let channel = FakeChannel()
            let notifier = desk.notifier(channel)
            try await desk.raise("missed", 1)
            try await desk.database.write { tx in try Notices.close("missed:1", now: desk.clock.now, in: tx) }
            await notifier.deliverDue()
            #expect(channel.asked.isEmpty)
            try await desk.raise("missed", 1)
            try await desk.raise("missed", 1)
            await notifier.deliverDue()
            #expect(channel.taken.count == 1)
        }
    }

    @Test("run delivers when kicked, goes on with other channels after a reload, and stops")
    func running() async throws {
        try await Desk.with { desk in
            let (old, new) = (FakeChannel("old"), FakeChannel("new"))
            let notifier = desk.notifier(old)
            try await desk.raise("missed", 1)
            await withDiscardingTaskGroup { group in
                group.addTask { await notifier.run() }
                await old.wait(for: 1)
                await #expect(throws: Never.self) { try await desk.raise("missed", 2) }
                await notifier.kick()
                await old.wait(for: 2)
                await notifier.use([new], settings: NoticeSettings(host: "web1"))
                await new.wait(for: 2)
                await notifier.use([], settings: NoticeSettings(host: "web1"))
                await notifier.stop()
            }
            #expect(old.taken.count == 2)
            #expect(new.taken.count == 2)
        }
    }

    @Test("a test reaches all channels at once and tells each result; nothing is stored")
    func test() async throws {
        try await Desk.with { desk in
            let (mail, ntfy) = (FakeChannel("mail"), FakeChannel("ntfy"))
            ntfy.isDown(true)
            let notifier = desk.notifier(mail, ntfy)
            let results = await notifier.test(brand: (desk.brand, "bakery"), now: desk.clock.now)
            #expect(results.map(\.channel) == ["mail", "ntfy"])
            #expect(
                results.map(\.message) == ["The mail is in the spool; the mail system sends it on.", "It is down."])
            #expect(mail.taken.first?.title == "bakery: a test of the notices")
            #expect(await notifier.test(brand: nil, channel: "mail", now: desk.clock.now).map(\.channel) == ["mail"])
            let rows = try await desk.database.read { tx in try NoticeReader.summaries(in: tx) }
            #expect(rows.isEmpty)
        }
    }

    @Test("a database that cannot be written is logged, and tried again soon")
    func closedDatabase() async throws {
        try await Desk.with { desk in
            let log = MemoryLog()
            let notifier = desk.notifier(FakeChannel(), logger: log.logger)
            try await desk.raise()
            await desk.database.close()
            await notifier.deliverDue()
            #expect(log.lines.map(\.level) == [.error])
            #expect(desk.alarms.all == [desk.clock.now + .seconds(30)])
        }
    }
}
