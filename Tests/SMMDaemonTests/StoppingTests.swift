import SMMAPI
import SMMAdapterTestKit
import SMMLab
import SMMTestSupport
import Testing

@Suite("A daemon told to stop while it sends", .serialized)
struct StoppingTests {
    @Test("waits for the answer, records it and ends well")
    func answered() async throws {
        try await withStand(network: ["--answer-delay", "700"]) { stand in
            let post = try await stand.sendOne(by: [])
            let next = try await stand.home.start()
            let id = try #require(post.id)
            #expect(try await next.client.post(id).state == .published, "recorded before the end, not found out later")
            #expect(try await next.client.recovered() == 0)
            #expect(try await next.stop() == .exited(0))
            await next.close()
            #expect(try await stand.network.report().count(post.text, on: "main") == 1)
        }
    }

    @Test("gives up on an answer that never comes, records that it cannot know, and finds out later")
    func silent() async throws {
        try await withStand(network: []) { stand in
            try await stand.network.plan(
                LabPlan(account: "main", kind: .publish, faults: [.hang(effect: true)]), on: .listing)
            let post = try await stand.sendOne(by: ["--stop-patience", "200"])
            let next = try await stand.home.start()
            #expect(try await next.client.recovered() == 0, "recorded before the end")
            #expect(try await next.client.settles(within: .seconds(60)))
            let id = try #require(post.id)
            #expect(try await next.client.post(id).state == .published)
            #expect(try await next.stop() == .exited(0))
            await next.close()
            #expect(try await stand.network.report().count(post.text, on: "main") == 1)
        }
    }

    /// A network of class D and a home with one account on it.
    private struct Stand: Sendable {
        let home: DaemonHome
        let network: NetworkProcess

        /// Sends one post, tells the daemon to stop once the network has it and has not answered yet.
        func sendOne(by arguments: [String]) async throws -> LabPost {
            let daemon = try await home.start(arguments)
            var post = LabPost(kind: "d", account: "main", text: "Sent while stopping.")
            guard try await daemon.client.make(&post) else { throw LabFailure("The daemon died.") }
            let isSent = try await Wait.until(within: .seconds(30), every: .milliseconds(5)) {
                try await network.report().count(post.text, on: "main") > 0
            }
            guard isSent else { throw LabFailure("The post was never sent.") }
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
            return post
        }
    }

    private func withStand(network arguments: [String], _ body: (Stand) async throws -> Void) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let network = try await NetworkProcess.start(
                programs, kinds: [.listing], folder: folder, arguments: arguments)
            let home = try DaemonHome(
                folder, command: [programs.lab, "serve"], configuration: LabConfiguration.text())
            let daemon = try await home.start()
            try await daemon.client.makeBrand("lab")
            try await daemon.client.makeAccount(
                "main", platform: "fake-d", settings: ["url": network.urls[.listing] ?? "", "handle": "main"])
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
            try await body(Stand(home: home, network: network))
            try await network.stop()
        }
    }
}
