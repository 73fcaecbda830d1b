import SMMAdapterTestKit
import SMMLab
import SMMModel
import Testing

@Suite("Removing a connected account")
struct ConnectRemovalTests {
    @Test("takes the credential back on the network; a rehearsal takes nothing back")
    func takenBack() async throws {
        try await ConnectTown.run { town, daemon in
            try await town.connectMastodon()
            try await town.connectBluesky()
            _ = try await town.must("account", "remove", "mastodon", "--dry-run", "--yes")
            #expect(town.doors.mastodon.count("/oauth/revoke") == 0)
            _ = try await town.must("account", "check", "mastodon")
            let one = try await town.must("account", "remove", "mastodon", "--yes")
            #expect(one.out.contains("is gone") && !one.out.contains("taken back"), "\(one.out)")
            #expect(town.mastodon.snapshot.tokens.values.allSatisfy { $0.account == nil })
            let two = try await town.must("account", "remove", "bluesky", "--yes")
            #expect(two.out.contains("under App passwords") && !two.said.contains("CANARY"), "\(two.said)")
            #expect(town.doors.bluesky.count("deleteSession") == 1)
            try await town.expectNothing()
        }
    }

    @Test("removes it whatever the network says, and says what is left to do there")
    func notTakenBack() async throws {
        try await ConnectTown.run { town, daemon in
            try await town.connectMastodon()
            try await town.connectBluesky()
            town.doors.mastodon.echo("/oauth/revoke", status: 500, as: .html)
            let one = try await town.must("account", "remove", "mastodon", "--yes")
            #expect(one.out.contains("is gone") && one.out.contains("was not taken back on mastodon"), "\(one.out)")
            #expect(!one.said.contains("CANARY"))
            town.bluesky.plan(method: "com.atproto.server.deleteSession", .lose(effect: false), .lose(effect: false))
            let two = try await town.must("account", "remove", "bluesky", "--yes", "--format", "json")
            #expect(two.out.contains("was not taken back on bluesky"), "\(two.out)")
            try await town.expectNothing()
        }
    }
}
