import Foundation
import SMMAPI
import SMMAdapterTestKit
import SMMDaemon
import SMMLab
import SMMModel
import SMMTestSupport
import Testing

@Suite("A daemon that was off for three days", .serialized)
struct OutageTests {
    private static let off = Milliseconds.days(3)
    private static let gap: Int64 = 300

    @Test("with forty posts due meanwhile, sends nothing in a burst and nothing twice, and tells it in one message")
    func threeDays() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let network = try await NetworkProcess.start(programs, kinds: [.recordKey], folder: folder)
            let home = try DaemonHome(
                folder, command: [programs.lab, "serve"],
                configuration: LabConfiguration.text(
                    catchUpGap: "\(Self.gap)ms", more: "notify:\n  mail:\n    to: ops@example.org"))
            let posts = try await plan(home, network)
            let before = SystemTime().now
            // Killed once more in the middle of catching up: what was spread stays spread.
            let second = try await home.start()
            try await until { try await network.report().posts.count >= 2 }
            try await second.killHard()
            await second.close()
            let third = try await home.start()
            try await until {
                let states = try await third.client.states()
                return posts.late.allSatisfy { $0.id.flatMap { states[$0] } == .published }
            }
            let states = try await third.client.states()
            #expect(posts.fixed.allSatisfy { $0.id.flatMap { states[$0] } == .missed })
            #expect(posts.queued.allSatisfy { $0.id.flatMap { states[$0] } == .scheduled })
            let made = try await network.report().posts.map(\.post).sorted { $0.createdAt < $1.createdAt }
            #expect(Set(made.map(\.firstText)) == Set(posts.late.map(\.text)))
            #expect(made.count == posts.late.count, "nothing twice")
            for (number, post) in made.enumerated() {
                let earliest = before + .milliseconds(Int64(number) * Self.gap)
                #expect(post.createdAt >= earliest, "post \(number) went out in a burst")
            }
            try await checkMessage(programs, home, missed: posts.fixed.count, moved: posts.queued.count)
            #expect(try await third.stop() == .exited(0))
            await third.close()
            try await network.stop()
        }
    }

    private struct Posts {
        /// For a fixed time, with the standard window.
        var fixed: [LabPost] = []
        /// For a fixed time, with a window of days.
        var late: [LabPost] = []
        /// For the account's next free slot.
        var queued: [LabPost] = []
    }

    /// Three days ago: plans forty posts for the days to come, then the power fails.
    private func plan(_ home: DaemonHome, _ network: NetworkProcess) async throws -> Posts {
        let daemon = try await home.start(["--clock-offset=\(-Self.off.count / 1000)"])
        let client = daemon.client
        try await client.makeBrand("lab")
        for account in ["fixed", "late", "queued"] {
            try await client.makeAccount(
                account, platform: "fake-a", settings: ["url": network.urls[.recordKey] ?? "", "handle": account])
        }
        try await client.setSlots("queued", times: ["05:00", "11:00", "17:00", "23:00"])
        let then = SystemTime().now - Self.off
        var posts = Posts()
        posts.fixed = (0..<20).map { number in
            post("fixed", "Fixed \(number).", at: then + .hours(1 + 3 * Int64(number)))
        }
        posts.late = (0..<10).map { number in
            var post = post("late", "Late \(number).", at: then + .hours(2 + 6 * Int64(number)))
            post.lateWindow = 7 * 86_400
            return post
        }
        posts.queued = (0..<10).map { number in
            LabPost(kind: "a", account: "queued", text: "Queued \(number).", schedule: ScheduleDraft(kind: "slot"))
        }
        posts.fixed = try await make(posts.fixed, client)
        posts.late = try await make(posts.late, client)
        posts.queued = try await make(posts.queued, client)
        try await daemon.killHard()
        await daemon.close()
        return posts
    }

    private func post(_ account: String, _ text: String, at instant: Instant) -> LabPost {
        LabPost(
            kind: "a", account: account, text: text,
            schedule: ScheduleDraft(
                kind: "at", at: RFC3339.text(Instant(milliseconds: instant.milliseconds / 1000 * 1000))))
    }

    private func make(_ posts: [LabPost], _ client: LabClient) async throws -> [LabPost] {
        var made: [LabPost] = []
        for var post in posts {
            guard try await client.make(&post) else { throw LabFailure("The daemon died.") }
            made.append(post)
        }
        return made
    }

    /// One message, with the numbers and a command that works.
    private func checkMessage(_ programs: LabPrograms, _ home: DaemonHome, missed: Int, moved: Int) async throws {
        let spool = home.folder + "/state/spool/mail"
        let mails = { LabFile.names(in: spool).filter { $0.hasSuffix(".eml") && !$0.hasPrefix(".") } }
        try await until { !mails().isEmpty }
        #expect(mails().count == 1, "\(mails())")
        let mail = String(decoding: mails().first.flatMap { LabFile.read("\(spool)/\($0)") } ?? [], as: UTF8.self)
        let text = try Self.subject(of: mail) + "\n" + mail
        for words in [
            "\(moved) moved", "10 go out late, spaced", "\(missed) need you", "smmctl post list --state missed",
        ] {
            #expect(text.contains(words), "\(words) is not in:\n\(text)")
        }
        let list = try await Program.smmctl(programs, home, ["post", "list", "--state", "missed"])
        #expect(list.status == .exited(0))
        #expect(list.out.split(separator: "\n").count { $0.contains("Fixed ") } == missed, "\(list.out)")
    }

    /// A mail's subject, whose encoded words are base64 of UTF-8 (RFC 2047).
    private static func subject(of mail: String) throws -> String {
        let header = mail.split(separator: "Subject: ", maxSplits: 1).last?.split(separator: "\nDate:").first ?? ""
        let bytes = try header.split(separator: "\n").flatMap { line in
            let word = line.drop { $0 == " " }.dropFirst("=?utf-8?B?".count).dropLast("?=".count)
            return try #require(Data(base64Encoded: String(word)))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func until(_ body: () async throws -> Bool) async throws {
        guard try await Wait.until(within: .seconds(60), body) else { throw LabFailure("It did not come about.") }
    }
}
