import Glibc
import SMMAdapterTestKit
import SMMLab
import SMMTestSupport
import Testing

@Suite("A client connects an account by an invite, through the door")
struct ConnectInviteTests {
    /// What stands in `door.url`; nobody listens there, since what the door is called by is all it looks at.
    private static let host = "127.0.0.1:9"
    private static let configuration = LabConfiguration.text(
        more: """
            door:
              url: http://\(host)
              socket: FOLDER/desk.sock
            """)

    /// One page of the door, over a connection of its own.
    private func page(_ port: Int, _ method: String, _ path: String, form: String? = nil) async throws -> RawAnswer {
        let client = try RawClient(port: port)
        let body = form.map {
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \($0.utf8.count)\r\n\r\n\($0)"
        }
        await client.send(
            "\(method) \(path) HTTP/1.1\r\nHost: \(Self.host)\r\nConnection: close\r\n" + (body ?? "\r\n"))
        return try await client.answer(hasBody: true)
    }

    /// Starts the door; gives it and its port.
    private func door(_ town: ConnectTown) async throws -> (child: ChildProcess, port: Int) {
        let (folder, log) = (town.home.folder, town.home.folder + "/door.log")
        let child = try ChildProcess(
            [town.programs.door, "--desk", folder + "/desk.sock", "--listen", "127.0.0.1:0"],
            output: folder + "/door.out", errors: log)
        var port: Int?
        let isUp = try await Wait.until(within: .seconds(30)) {
            let text = String(decoding: LabFile.read(log) ?? [], as: UTF8.self)
            port = text.firstMatch(of: /port (\d+)/).flatMap { Int($0.output.1) }
            return port != nil
        }
        try #require(isUp, "the door did not come up")
        return (child, try #require(port))
    }

    @Test(
        "opened by anybody it does nothing; its button, the network and the button behind that connect the account, once"
    )
    func connects() async throws {
        try await ConnectTown.run(configuration: Self.configuration) { town, daemon in
            let (child, port) = try await door(town)
            _ = try town.raw("PATCH", "/v1/brands/acme", #"{"title":"Müller & Sons","language":"de"}"#)
            let invited = try await town.must(
                "account", "invite", "mastodon", "--server", town.urls.mastodon, "--name", "millers", "-q")
            let address = invited.out.trimmingNewline
            #expect(address.hasPrefix("http://\(Self.host)/invite/"))
            let path = String(address.dropFirst("http://\(Self.host)".count))

            for _ in 0..<2 {
                let opened = try await page(port, "GET", path)
                #expect(opened.status == 200 && opened.text.contains("Müller &amp; Sons"))
                #expect(opened.text.contains("lang=\"de\"") && opened.text.contains("Mastodon"))
            }
            #expect(town.doors.mastodon.count("") == 0, "looking asks nobody")

            let sent = try await page(port, "POST", path, form: "")
            #expect(sent.status == 200 && sent.text.contains(town.urls.mastodon.dropFirst("http://".count)))
            let link = String(try #require(sent.text.firstMatch(of: /href="([^"]+)"/)?.output.1)).replacing(
                "&amp;", with: "&")
            guard case .redirect(let back)? = town.mastodon.approve(link, as: "bakery") else {
                Issue.record("The browser is not sent back.")
                return
            }
            let way = String(back.dropFirst("http://\(Self.host)".count))
            let shown = try await page(port, "GET", way)
            #expect(shown.status == 200 && shown.text.contains("Fast geschafft"))
            #expect(town.doors.mastodon.count("/oauth/token") == 0, "coming back does nothing yet")
            let done = try await page(port, "POST", "/connect/back", form: String(way.drop { $0 != "?" }.dropFirst()))
            #expect(done.status == 200 && done.text.contains("Verbunden") && done.text.contains("Müller &amp; Sons"))
            #expect(town.doors.mastodon.count("/oauth/token") == 1)

            let check = try await town.must("account", "check", "millers")
            #expect(check.out.contains("good"))
            let over = try await page(port, "GET", path)
            #expect(over.status == 410 && over.text.contains("Schon erledigt"))
            let list = try await town.must("account", "invites", "--ended")
            #expect(list.out.contains("used"))

            // Nothing that was written down is good for anything.
            let secret = path.dropFirst("/invite/".count)
            for log in [town.home.log, town.home.folder + "/door.log"] {
                #expect(!String(decoding: LabFile.read(log) ?? [], as: UTF8.self).contains(secret))
            }
            child.signal(SIGTERM)
            _ = try await child.end(within: .seconds(20))
        }
    }

    @Test("one that was taken back, and one that never was, lead nowhere, and ask no network")
    func leadsNowhere() async throws {
        try await ConnectTown.run(configuration: Self.configuration) { town, daemon in
            let (child, port) = try await door(town)
            let words = ["account", "invite", "mastodon", "--server", town.urls.mastodon, "-q"]
            let address = try await town.smmctl(words).out.trimmingNewline
            let path = String(address.dropFirst("http://\(Self.host)".count))
            #expect(try await page(port, "GET", path).status == 200)
            let twice = try await town.smmctl(words)
            #expect(twice.status == .exited(1) && twice.errors.contains("account uninvite"), "\(twice.said)")
            let password = try await town.smmctl(["account", "invite", "bluesky", "--handle", "bakery.test"])
            #expect(password.status == .exited(1) && password.errors.contains("not connected in a browser"))
            let list = try await town.must("account", "invites", "-q")
            _ = try await town.must("account", "uninvite", list.out.trimmingNewline)
            for method in ["GET", "POST"] {
                let gone = try await page(port, method, path, form: method == "POST" ? "" : nil)
                #expect(gone.status == 410 && gone.text.contains("taken back"))
            }
            #expect(try await page(port, "GET", "/invite/" + String(repeating: "0", count: 64)).status == 404)
            #expect(town.doors.mastodon.count("") == 0)
            child.signal(SIGTERM)
            _ = try await child.end(within: .seconds(20))
        }
    }
}

extension RawAnswer {
    /// Its body as text.
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

extension String {
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
