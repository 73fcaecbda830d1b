import Foundation
import SMMAdapterKit
import SMMModel
import SMMNotices
import SMMTestSupport
import Testing

@Suite struct NtfyTests {
    private struct Sent: Decodable {
        var topic: String
        var title: String
        var message: String
        var priority: Int
    }

    private func message(_ severity: NoticeSeverity = .critical, title: String = "t", body: String = "b")
        -> NoticeMessage
    {
        NoticeMessage(
            key: "ntc_1", severity: severity, title: title, body: body, commands: ["smmctl status"], details: [],
            at: TestClock.start, kind: "missed", count: 1)
    }

    private func channel(_ server: FakeServer, url: String = "https://ntfy.example.org", token: String? = nil)
        -> NtfyChannel
    {
        NtfyChannel(
            settings: NtfySettings(url: url, topic: "bakery", tokenFile: token), transport: server, clock: TestClock())
    }

    @Test(
        "severity becomes priority; title, body and command arrive as they are",
        arguments: zip(NoticeSeverity.allCases, [5, 4, 3]))
    func content(severity: NoticeSeverity, priority: Int) async throws {
        let server = FakeServer(200)
        let notice = message(severity, title: "Bäckerei: \"x\"\r\nX-Injected: 1", body: "Zeile 1\nZeile 2 🥐")
        #expect(await channel(server).deliver(notice) == .delivered)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.url == "https://ntfy.example.org/")
        #expect(request.headers == [HTTPField("Content-Type", "application/json")])
        let sent = try JSONDecoder().decode(Sent.self, from: Data(request.body))
        #expect(sent.topic == "bakery" && sent.priority == priority && sent.title == notice.title)
        #expect(sent.message == "Zeile 1\nZeile 2 🥐\n\nsmmctl status")
    }

    @Test("a long body is cut between characters, the command stays")
    func long() async throws {
        let server = FakeServer(200)
        #expect(await channel(server).deliver(message(body: String(repeating: "ü🥐", count: 5000))) == .delivered)
        let sent = try JSONDecoder().decode(Sent.self, from: Data(server.requests[0].body))
        #expect(sent.message.utf8.count <= 4096 && sent.message.utf8.count > 3400)
        #expect(sent.message.hasSuffix("…\n\nsmmctl status"))
    }

    @Test("the token comes from its file at each delivery and nowhere else")
    func token() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/token"
            let server = FakeServer(200)
            let channel = channel(server, token: file)
            #expect(await channel.deliver(message()).failure?.code == "token-unreadable")
            for (content, expected) in [("tk_1\n", "Bearer tk_1"), ("tk_2", "Bearer tk_2")] {
                try Data(content.utf8).write(to: URL(fileURLWithPath: file))
                #expect(await channel.deliver(message()) == .delivered)
                #expect(server.requests.last?.headers.last == HTTPField("Authorization", expected))
            }
            for bad in ["", "\n", "tk\nX-Injected: 1", "tk 1", String(repeating: "x", count: 5000)] {
                try Data(bad.utf8).write(to: URL(fileURLWithPath: file))
                #expect(await channel.deliver(message()).failure?.code == "token-unreadable")
            }
            #expect(server.requests.count == 2)
            let settings = NtfySettings(url: "https://n", topic: "t", tokenFile: file)
            #expect(!"\(settings)".contains("tk_"))
        }
    }

    @Test(
        "an address that others can read along, or that hides another host, is not used",
        arguments: [
            "http://ntfy.example.org", "http://localhost.example.org", "http://localhost:80@example.org",
            "http://127.0.0.1.example.org", "ftp://x", "",
        ])
    func insecure(url: String) async {
        let server = FakeServer(200)
        #expect(await channel(server, url: url).deliver(message()).failure?.code == "insecure")
        #expect(server.requests.isEmpty)
    }

    @Test(
        "this machine needs no TLS, and a path stays",
        arguments: zip(
            ["http://127.0.0.1:8080", "https://example.org/ntfy/"],
            ["http://127.0.0.1:8080/", "https://example.org/ntfy/"]))
    func addresses(url: String, root: String) async {
        let server = FakeServer(200)
        #expect(await channel(server, url: url).deliver(message()) == .delivered)
        #expect(server.requests.map(\.url) == [root])
    }

    @Test(
        "an answer that is no ntfy server's yes is no delivery",
        arguments: [
            (200, "<html>hotspot</html>", "answer-unreadable"), (200, "{}", "answer-unreadable"),
            (204, "", "answer-unreadable"), (302, "", "redirected"), (401, "", "token-refused"),
            (403, "", "token-refused"),
            (404, "", "not-found"), (500, "", "server-error"), (100, "", "server-error"),
        ])
    func failures(status: Int, body: String, code: String) async {
        guard case .unavailable(let failure, nil) = await channel(FakeServer(status, body)).deliver(message()) else {
            Issue.record("\(status) must count as unavailable")
            return
        }
        #expect(failure.code == code && failure.status == status)
    }

    @Test("a refused message is told from a server that wants to be left alone")
    func refusals() async {
        #expect(
            await channel(FakeServer(413)).deliver(message())
                == .refused(
                    Failure("refused", "The ntfy server refused the message.", status: 413)))
        let busy = await channel(FakeServer(429, "", [HTTPField("Retry-After", "600")])).deliver(message())
        guard case .unavailable(_, .some(let wait)) = busy else {
            Issue.record("429 tells how long")
            return
        }
        #expect(wait == .minutes(10))
        let lost = FakeServer { _ throws(HTTPTransportError) in
            throw HTTPTransportError(
                progress: .notConnected, failure: Failure("connection-refused", "Nobody listens there."))
        }
        #expect(
            await channel(lost).deliver(message()).failure
                == Failure(
                    "connection-refused", "The ntfy server did not answer: Nobody listens there."))
    }
}
