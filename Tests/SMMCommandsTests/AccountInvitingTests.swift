import SMMAPI
import SMMCommands
import SMMModel
import Testing

@Suite("Inviting a client at the terminal")
struct AccountInvitingTests {
    private static func invite(_ url: String?, state: String = "open") -> InviteView {
        InviteView(
            id: InviteID(rawValue: 67_108_864), brand: Fixture.brand, platform: "mastodon", name: "millers",
            state: state,
            url: url, createdAt: Fixture.made, createdBy: "anna", expiresAt: Fixture.made)
    }

    @Test("the address stands alone on its line, and alone with -q; how to take it back is told")
    func shown() async throws {
        let url = "https://door.example.org/invite/0123456789abcdef"
        try await Fixture.withDaemon { request in
            #expect(request.method == "POST" && request.path == "/v1/invites")
            return .json(200, Fixture.json(Self.invite(url)))
        } _: { daemon in
            let words = [
                "account", "invite", "mastodon", "--server", "example.social", "--name", "millers", "--time", "2d",
            ]
            let result = await Fixture.run(words, daemon)
            #expect(result.status == 0, "\(result.error)")
            #expect(result.output.split(separator: "\n").contains(Substring(url)))
            #expect(result.error.contains("smmctl account uninvite inv_"))
            let body = String(decoding: try #require(daemon.requests.first?.body), as: UTF8.self)
            for part in [#""hours":48"#, #""name":"millers""#, #""server":"example.social""#] {
                #expect(body.contains(part), "\(body)")
            }
            let quiet = await Fixture.run(words + ["-q"], daemon)
            #expect(quiet.output == url + "\n")
        }
    }

    @Test(
        "a time that is no number of hours is refused before the daemon is asked",
        arguments: ["90m", "x", "0h", "-1h", "1w"])
    func badTime(_ time: String) async throws {
        try await Fixture.withDaemon { _ in
            Issue.record("the daemon was asked")
            return .json(200, "{}")
        } _: { daemon in
            let result = await Fixture.run(["account", "invite", "mastodon", "--time=\(time)"], daemon)
            #expect(result.status == 2)
            #expect(result.error.contains("whole hours from 1h to 30d"), "\(result.error)")
        }
    }

    @Test("the list names what is open; none says how to make one; one is taken back by its id")
    func listed() async throws {
        try await Fixture.withDaemon { request in
            if request.method == "DELETE" { return .json(200, Fixture.json(Self.invite(nil, state: "withdrawn"))) }
            return .json(200, Fixture.page(request.query["ended"] == "true" ? [Self.invite(nil)] : []))
        } _: { daemon in
            let none = await Fixture.run(["account", "invites"], daemon)
            #expect(none.status == 0 && none.error.contains("smmctl account invite PLATFORM"))
            let some = await Fixture.run(["account", "invites", "--ended"], daemon)
            #expect(some.status == 0 && some.output.contains("millers"), "\(some.output)")
            let gone = await Fixture.run(["account", "uninvite", "inv_20"], daemon)
            #expect(gone.status == 0 && gone.output.contains("is withdrawn"), "\(gone.error)")
            #expect(daemon.requests.last?.path == "/v1/invites/inv_20")
        }
    }
}
