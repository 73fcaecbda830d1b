import Foundation
import SMMAdapterTestKit
import SMMLab
import SMMModel
import SMMTestSupport
import Testing

extension ConnectTown {
    /// `account add mastodon` up to where it waits for the person, with the address it shows.
    var addMastodon: [String] { ["account", "add", "mastodon", "--server", urls.mastodon] }

    /// `account add bluesky` for this handle.
    func addBluesky(_ handle: String = "bakery.test") -> [String] {
        ["account", "add", "bluesky", "--handle", handle, "--server", urls.bluesky, "--set", "plc=\(urls.bluesky)"]
    }

    /// The address on the screen, once it is there whole.
    func address(on terminal: TerminalProcess) async throws -> String {
        try #require(try await terminal.shows("agree:"), "\(terminal.shown)")
        func line() -> String? {
            let lines = terminal.shown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            guard let place = lines.lastIndex(where: { $0.hasPrefix("  http") }), place + 1 < lines.count else {
                return nil
            }
            return String(lines[place].dropFirst(2))
        }
        _ = try await Wait.until(within: .seconds(30)) { line() != nil }
        return try #require(line(), "\(terminal.shown)")
    }

    /// Answers a question once it is there and nothing that is typed is shown any more.
    func answer(
        _ terminal: TerminalProcess, _ question: String, _ secret: String, _ place: SourceLocation = #_sourceLocation
    ) async throws {
        let isAsked = try await terminal.shows(question)
        let isTyped = try await terminal.typeSecret(secret)
        #expect(isAsked && isTyped, "\(terminal.shown)", sourceLocation: place)
    }

    /// A person agrees and is shown a code.
    func code(_ address: String, as name: String = "bakery") throws -> String {
        guard case .code(let code)? = mastodon.approve(address, as: name) else {
            Issue.record("The page shows no code.")
            return ""
        }
        return code.reveal()
    }

    /// A browser opens `address` on this machine; gives the whole answer.
    func browse(_ address: String) throws -> String {
        let rest = address.dropFirst("http://127.0.0.1:".count)
        let (port, target) = (rest.prefix { $0 != "/" }, rest.drop { $0 != "/" })
        let script = "exec 3<>/dev/tcp/127.0.0.1/$0; cat >&3; cat <&3"
        let request = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
        let run = try ProgramRun(["bash", "-c", script, String(port)], input: Array(request.utf8))
        return String(decoding: run.output, as: UTF8.self)
    }

    /// Connects the account `bakery` of the Mastodon server by a code that is pasted; gives what was shown.
    @discardableResult
    func connectMastodon(_ further: String...) async throws -> String {
        let (shown, status) = try await atTerminal(addMastodon + ["--paste"] + further) { terminal in
            let code = try code(try await address(on: terminal))
            try await answer(terminal, "The code it shows", code)
        }
        #expect(status == .exited(0), "\(shown)")
        return shown
    }

    /// Connects `bakery.test` by its app password from a file.
    func connectBluesky() async throws {
        let path = try file("app-password", Self.app + "\n")
        let run = try await smmctl(addBluesky() + ["--password-file", path])
        #expect(run.status == .exited(0), "\(run.said)")
    }

    /// Nothing is half done: no account, and nothing in the vault.
    func expectNothing(_ place: SourceLocation = #_sourceLocation) async throws {
        let accounts = try await smmctl(["account", "list", "--quiet"])
        #expect(accounts.out.isEmpty, "\(accounts.out)", sourceLocation: place)
        #expect(try credentials() == 0, sourceLocation: place)
    }

    /// How many credentials the vault has.
    func credentials() throws -> Int {
        let answer = try raw("GET", "/v1/vault")
        try #require(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
        return answer.matches(of: /"credentials": ?([0-9]+)/).compactMap { Int($0.output.1) }.reduce(0, +)
    }

    /// A refusal says what, what is allowed and what comes next; the parts that are given are looked for too.
    func expectRefusal(
        _ said: String, _ what: String, allowed: Bool = true, _ place: SourceLocation = #_sourceLocation
    ) {
        #expect(said.contains(what), "\(said)", sourceLocation: place)
        #expect(said.contains("next:"), "\(said)", sourceLocation: place)
        if allowed { #expect(said.contains("allowed:"), "\(said)", sourceLocation: place) }
    }
}
