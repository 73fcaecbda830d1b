import Foundation
import SMMAdapterTestKit
import SMMLab
import SMMTestSupport
import Testing

@Suite("A daemon that cannot go on", .serialized)
struct FailStopTests {
    @Test("ends by itself when its socket cannot be opened, and says why")
    func socket() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            try LabFile.makeFolder(home.socket)
            try await Self.expectFailStop(home, try home.spawn(), says: "not a socket")
        }
    }

    @Test("whose database goes while it sends ends at a person's next write, and waits for no answer")
    func request() async throws {
        try await withSend(faults: [.hang(effect: true)]) { home, daemon in
            try Self.loseDatabase(of: home)
            // The answer may be lost with the daemon; that it ends is what counts.
            _ = try? await daemon.client.makeBrand("another")
            try await Self.expectFailStop(home, daemon, says: "replaced or deleted")
        }
    }

    @Test("whose database goes while it sends ends when it cannot record the answer")
    func answer() async throws {
        try await withSend(network: ["--answer-delay", "1500"]) { home, daemon in
            try Self.loseDatabase(of: home)
            try await Self.expectFailStop(home, daemon, says: "replaced or deleted")
        }
    }

    private static func loseDatabase(of home: DaemonHome) throws {
        try FileManager.default.removeItem(atPath: home.folder + "/state/smmd.db")
    }

    private static func expectFailStop(
        _ home: DaemonHome, _ daemon: DaemonProcess, says words: String
    ) async throws {
        let ending: ChildProcess.Ending
        do {
            ending = try await daemon.end(within: .seconds(60))
        } catch {
            try await daemon.killHard()
            throw error
        }
        #expect(ending == .exited(1), "the service manager starts it anew")
        await daemon.close()
        let log = String(decoding: LabFile.read(home.log) ?? [], as: UTF8.self)
        let said = log.split(separator: "\n")
        let why = said.filter { $0.contains("critical") && $0.contains(words) }
        #expect(why.count == 1, "the reason is said once, where one looks for it")
    }

    /// A daemon whose one send the network has and has not answered yet.
    private func withSend(
        network arguments: [String] = [], faults: [FakeFault] = [],
        _ body: (DaemonHome, DaemonProcess) async throws -> Void
    ) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let network = try await NetworkProcess.start(
                programs, kinds: [.listing], folder: folder, arguments: arguments)
            let home = try DaemonHome(
                folder, command: [programs.lab, "serve"], configuration: LabConfiguration.text())
            let daemon = try await home.start(["--stop-patience", "3600000"])
            try await daemon.client.makeBrand("lab")
            try await daemon.client.makeAccount(
                "main", platform: "fake-d", settings: ["url": network.urls[.listing] ?? "", "handle": "main"])
            try await network.plan(LabPlan(account: "main", kind: .publish, faults: faults), on: .listing)
            var post = LabPost(kind: "d", account: "main", text: "Sent while the database goes.")
            #expect(try await daemon.client.make(&post))
            #expect(
                try await Wait.until(within: .seconds(30), every: .milliseconds(5)) {
                    try await network.report().count(post.text, on: "main") > 0
                })
            try await body(home, daemon)
            try await network.stop()
        }
    }
}
