import Foundation
import Glibc
import SMMAdapterTestKit
import SMMLab
import SMMModel
import SMMTestSupport
import Testing

@Suite("Connecting a Mastodon account at the command line")
struct ConnectMastodonTests {
    @Test("by a pasted code, of which nothing is shown; the account is there and can be checked")
    func pasted() async throws {
        try await ConnectTown.run { town, daemon in
            let shown = try await town.connectMastodon()
            #expect(shown.contains("is connected to @bakery@"))
            #expect(!shown.contains("CANARY_code"))
            #expect(try town.credentials() == 1)
            let check = try await town.must("account", "check", "mastodon")
            #expect(check.out.contains("good"))
            // Once more it is the same account, whatever it is called.
            let (again, status) = try await town.atTerminal(town.addMastodon + ["--paste", "--name", "twice"]) {
                terminal in
                let code = try town.code(try await town.address(on: terminal))
                try await town.answer(terminal, "The code it shows", code)
            }
            #expect(status == .exited(1))
            town.expectRefusal(again, "is connected already", allowed: false)
            #expect(try town.credentials() == 1)
        }
    }

    @Test("by a browser that comes back to this machine; another path is waited past")
    func loopback() async throws {
        try await ConnectTown.run { town, daemon in
            let (shown, status) = try await town.atTerminal(town.addMastodon + ["--browser"]) { terminal in
                let address = try await town.address(on: terminal)
                guard case .redirect(let back)? = town.mastodon.approve(address, as: "bakery") else {
                    Issue.record("The browser is not sent back.")
                    return
                }
                let port = back.dropFirst("http://127.0.0.1:".count).prefix { $0 != "/" }
                #expect(try town.browse("http://127.0.0.1:\(port)/favicon.ico").hasPrefix("HTTP/1.1 404"))
                let page = try town.browse(back)
                #expect(page.hasPrefix("HTTP/1.1 200") && page.contains("no-referrer") && !page.contains("CANARY"))
            }
            #expect(status == .exited(0), "\(shown)")
            #expect(shown.contains("is connected to @bakery@") && !shown.contains("CANARY_code"))
            #expect(try town.credentials() == 1)
        }
    }

    @Test("a browser that brings another state is waited past; one that brings no agreement connects nothing")
    func otherState() async throws {
        try await ConnectTown.run { town, daemon in
            let (denied, ending) = try await town.atTerminal(town.addMastodon + ["--browser"]) { terminal in
                let address = try await town.address(on: terminal)
                guard case .redirect(let back)? = town.mastodon.approve(address, as: "bakery") else { return }
                let page = try town.browse(back.replacing(/state=[^&]*/, with: "state=another"))
                #expect(page.hasPrefix("HTTP/1.1 404"))
                _ = try town.browse(try #require(town.mastodon.snapshot.deny(address)))
            }
            #expect(ending == .exited(1))
            #expect(town.doors.mastodon.count("/oauth/token") == 0)
            town.expectRefusal(denied, "without a code", allowed: false)
            try await town.expectNothing()
        }
    }

    @Test("a wrong code, one of another connection, and nothing typed are refused, and nothing is half done")
    func wrongCode() async throws {
        try await ConnectTown.run { town, daemon in
            let (shown, status) = try await town.atTerminal(town.addMastodon + ["--paste"]) { terminal in
                _ = try await town.address(on: terminal)
                try await town.answer(terminal, "The code it shows", "CANARY_wrong_0011223344556677")
            }
            #expect(status == .exited(1) && !shown.contains("CANARY_wrong"))
            town.expectRefusal(shown, "does not accept the code")
            // Made for one connection and typed into the next, which has another client and verifier.
            var code = ""
            _ = try await town.atTerminal(town.addMastodon + ["--paste"]) { terminal in
                code = try town.code(try await town.address(on: terminal))
                try await town.answer(terminal, "The code it shows", "")
            }
            let (other, ending) = try await town.atTerminal(town.addMastodon + ["--paste"]) { terminal in
                _ = try await town.address(on: terminal)
                try await town.answer(terminal, "The code it shows", code)
            }
            #expect(ending == .exited(1))
            town.expectRefusal(other, "does not accept the code")
            try await town.expectNothing()
        }
    }

    @Test("a code that was used, a connection that was used, and one of somebody else are over")
    func usedTwice() async throws {
        try await ConnectTown.run { town, daemon in
            let body =
                "{\"platform\":\"mastodon\",\"name\":\"one\",\"settings\":{\"server\":\"\(town.urls.mastodon)\"}}"
            let begun = try town.raw("POST", "/v1/connections", body)
            let session = try #require(begun.firstMatch(of: /"connection": ?"([0-9a-f]+)"/)?.output.1)
            let url = try #require(begun.firstMatch(of: /"url": ?"([^"]+)"/)?.output.1).replacing("\\/", with: "/")
            let code = try town.code(String(url))
            if geteuid() == 0 {
                for path in ["", "/s"] { chmod(town.home.folder + path, path.isEmpty ? 0o755 : 0o666) }
                let stranger = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
                let refused = try town.raw(
                    "POST", "/v1/connections/\(session)", "{\"code\":\"\(code)\"}", as: stranger)
                #expect(!refused.contains(" 200 ") && !refused.contains("connected\""), "\(refused)")
                #expect(refused.contains("HTTP/1.1 40"), "\(refused)")
            }
            let made = try town.raw("POST", "/v1/connections/\(session)", "{\"code\":\"\(code)\"}")
            #expect(made.contains("\"connected\""), "\(made)")
            let twice = try town.raw("POST", "/v1/connections/\(session)", "{\"code\":\"\(code)\"}")
            #expect(twice.contains("connection-not-found"), "\(twice)")
            let (shown, status) = try await town.atTerminal(town.addMastodon + ["--paste", "--name", "two"]) {
                terminal in
                _ = try await town.address(on: terminal)
                try await town.answer(terminal, "The code it shows", code)
            }
            #expect(status == .exited(1))
            town.expectRefusal(shown, "does not accept the code")
            #expect(try town.credentials() == 1)
        }
    }

    @Test("ten minutes after it began a connection is over")
    func tenMinutes() async throws {
        try await ConnectTown.run(further: ["--clock-file", "FOLDER/clock"]) { town, daemon in
            let (shown, status) = try await town.atTerminal(town.addMastodon + ["--paste"]) { terminal in
                let code = try town.code(try await town.address(on: terminal))
                try LabFile.write("600000", to: town.home.folder + "/clock")
                try await town.answer(terminal, "The code it shows", code)
            }
            #expect(status == .exited(4), "\(shown)")
            town.expectRefusal(shown, "began more than ten minutes ago", allowed: false)
            #expect(town.doors.mastodon.count("/oauth/token") == 0)
            try await town.expectNothing()
        }
    }

    @Test("by a token from a file; a file of two lines, and a token that is none, are refused")
    func tokenFile() async throws {
        try await ConnectTown.run { town, daemon in
            let two = try await town.smmctl(town.addMastodon + ["--token-file", try town.file("two", "a\nb\n")])
            #expect(two.status == .exited(1) && two.errors.contains("one line"), "\(two.said)")
            let none = try await town.smmctl(
                town.addMastodon + ["--token-file", try town.file("none", "CANARY_token_00112233445566778899")])
            #expect(none.status == .exited(1) && !none.said.contains("CANARY"), "\(none.said)")
            town.expectRefusal(none.errors, "does not accept the token")
            try await town.expectNothing()
            let token = try #require(town.mastodon.makeToken(for: "bakery")).reveal()
            let path = try town.file("token", "  \(token)\n")
            let run = try await town.smmctl(town.addMastodon + ["--token-file", path])
            #expect(run.status == .exited(0) && run.out.contains("is connected to @bakery@"), "\(run.said)")
            #expect(try town.credentials() == 1)
        }
    }

    @Test("by a token from standard input")
    func tokenFromInput() async throws {
        try await ConnectTown.run { town, daemon in
            let command =
                [town.programs.smmctl, "--socket", town.home.socket] + town.addMastodon + ["--token-file", "-"]
            let none = try ProgramRun(command, input: [], quiet: true)
            #expect(none.status != 0)
            try await town.expectNothing()
            let token = try #require(town.mastodon.makeToken(for: "bakery")).reveal()
            let run = try ProgramRun(command, input: Array("\(token)\n".utf8))
            let shown = String(decoding: run.output, as: UTF8.self)
            #expect(run.status == 0 && shown.contains("is connected to @bakery@"), "\(shown)")
            #expect(try town.credentials() == 1)
            _ = try await town.must("account", "check", "mastodon")
        }
    }

    @Test("a rehearsal asks nothing of the network; without a terminal nobody is asked, and nothing is half done")
    func nobody() async throws {
        try await ConnectTown.run { town, daemon in
            let dry = try await town.smmctl(town.addMastodon + ["--dry-run"])
            #expect(dry.status == .exited(0) && dry.out.contains("without the network is right"), "\(dry.said)")
            #expect(town.doors.mastodon.count("") == 0)
            let token = try #require(town.mastodon.makeToken(for: "bakery")).reveal()
            let rehearsed = try await town.smmctl(
                town.addMastodon + ["--dry-run", "--token-file", try town.file("token", token)])
            #expect(rehearsed.status == .exited(0) && town.doors.mastodon.count("") == 0, "\(rehearsed.said)")
            let alone = try await town.smmctl(town.addMastodon + ["--paste"])
            #expect(alone.status == .exited(2), "\(alone.said)")
            town.expectRefusal(alone.errors, "nobody is there to be asked", allowed: false)
            #expect(alone.errors.contains("--token-file"))
            try await town.expectNothing()
        }
    }

    @Test("connecting anew takes the same account and no other; what was there stays")
    func anew() async throws {
        try await ConnectTown.run { town, daemon in
            try await town.connectMastodon()
            let reconnect = ["account", "reconnect", "mastodon", "--paste"]
            let (other, status) = try await town.atTerminal(reconnect) { terminal in
                let code = try town.code(try await town.address(on: terminal), as: "other")
                try await town.answer(terminal, "The code it shows", code)
            }
            #expect(status == .exited(1))
            town.expectRefusal(other, "which is not the account", allowed: false)
            _ = try await town.must("account", "check", "mastodon")
            town.mastodon.change { server, _ in server.revokeTokens(of: "bakery") }
            let check = try await town.smmctl(["account", "check", "mastodon"])
            #expect(check.status == .exited(1) && check.said.contains("smmctl account reconnect"), "\(check.said)")
            let (same, ending) = try await town.atTerminal(reconnect) { terminal in
                let code = try town.code(try await town.address(on: terminal))
                try await town.answer(terminal, "The code it shows", code)
            }
            #expect(ending == .exited(0) && same.contains("again"), "\(same)")
            _ = try await town.must("account", "check", "mastodon")
            #expect(try town.credentials() == 1)
        }
    }
}
