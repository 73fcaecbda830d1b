import SMMAPI
import SMMAdapterTestKit
import SMMLab
import SMMTestSupport
import Testing

@Suite("A daemon told to stop while it sends", .serialized)
struct StoppingTests {
    @Test("waits for the answer, records it and ends well")
    func answered() async throws {
        try await SendStand.run(network: ["--answer-delay", "700"]) { stand in
            let post = try await sendOne(stand, by: [])
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
        try await SendStand.run(network: []) { stand in
            try await stand.plan(.hang(effect: true))
            let post = try await sendOne(stand, by: ["--stop-patience", "200"])
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

    /// Sends one post, and tells the daemon to stop while it waits for the answer.
    private func sendOne(_ stand: SendStand, by arguments: [String]) async throws -> LabPost {
        let (daemon, post) = try await stand.sending(by: arguments)
        #expect(try await daemon.stop() == .exited(0))
        await daemon.close()
        return post
    }
}
