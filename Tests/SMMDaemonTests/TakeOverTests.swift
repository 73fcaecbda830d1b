import SMMAdapterTestKit
import SMMLab
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("What a daemon that died leaves to the next", .serialized)
struct TakeOverTests {
    @Test("a notice that was handed over and not yet recorded stands in the log, and is told again")
    func notice() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let network = try await NetworkProcess.start(programs, kinds: [.blind], folder: folder)
            let home = try DaemonHome(
                folder, command: [programs.lab, "serve"], configuration: LabConfiguration.text())
            let first = try await home.start(["--kill-at", KillPoint.eventDelivered.rawValue])
            try await first.client.makeBrand("lab")
            try await first.client.makeAccount(
                "main", platform: "fake-e", settings: ["url": network.urls[.blind] ?? "", "handle": "main"])
            try await network.plan(
                LabPlan(account: "main", kind: .publish, faults: [.lose(effect: true)]), on: .blind)
            var post = LabPost(kind: "e", account: "main", text: "The answer is lost.")
            _ = try await first.client.make(&post)
            #expect(try await first.end(within: .seconds(30)) == .killed(9))
            await first.close()
            #expect(Self.told(home) == 1, "what counts as handed over is written")
            let second = try await home.start()
            #expect(try await Wait.until(within: .seconds(30)) { Self.told(home) >= 2 })
            #expect(Self.told(home) == 2)
            #expect(try await second.stop() == .exited(0))
            await second.close()
            try await network.stop()
        }
    }

    @Test("the file of an upload that was cut off is gone after the next start")
    func upload() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            try LabFile.makeFolder(folder + "/state/media/incoming")
            try LabFile.write("half a photo", to: folder + "/state/media/incoming/1-2.part")
            let daemon = try await home.start()
            #expect(LabFile.names(in: folder + "/state/media/incoming").isEmpty)
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
        }
    }

    /// How often the log tells a person of a send nobody knows the end of.
    private static func told(_ home: DaemonHome) -> Int {
        let log = String(decoding: LabFile.read(home.log) ?? [], as: UTF8.self)
        return log.split(separator: "\n").count { $0.contains("smmd cannot know") }
    }
}
