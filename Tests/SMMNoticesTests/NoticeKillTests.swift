import Foundation
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMTestSupport
import Testing

/// What is told after SIGKILL; each child is an exit test's process.
@Suite("a killed notifier") struct NoticeKillTests {
    /// Spools mail and kills its own process before or after.
    private struct DyingChannel: NoticeChannel {
        let name = MailChannel.name
        let mail: MailChannel
        let diesAfter: Bool

        func deliver(_ message: NoticeMessage) async -> ChannelOutcome {
            if !diesAfter { kill(getpid(), SIGKILL) }
            let outcome = await mail.deliver(message)
            kill(getpid(), SIGKILL)
            return outcome
        }
    }

    private static func settings(_ folder: String) -> MailSettings {
        MailSettings(to: ["ops@example.org"], spool: folder + "/mail", host: "web1")
    }

    @Test("tells every notice at least once, and the mail twice told is the same mail", arguments: [false, true])
    func killed(diesAfter: Bool) async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = folder as String, diesAfter = diesAfter as Bool] in
                let desk = try await Desk.open(in: folder)
                try await desk.raise()
                let channel = DyingChannel(mail: MailChannel(settings: Self.settings(folder)), diesAfter: diesAfter)
                await desk.notifier(channel).deliverDue()
            }
            let spool = folder + "/mail"
            let before = (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? []
            #expect(before.count == (diesAfter ? 1 : 0))
            let desk = try await Desk.open(in: folder)
            let open = try await desk.database.read { tx in try NoticeReader.openEverywhere(limit: 9, in: tx) }
            let id = try #require(open.first?.id)
            #expect(try await desk.deliveries(id) == [])
            await desk.notifier(MailChannel(settings: Self.settings(folder))).deliverDue()
            #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == ["\(id).eml"])
            #expect(try await desk.deliveries(id).map(\.deliveredAt) == [desk.clock.now])
            await desk.database.close()
        }
    }
}
