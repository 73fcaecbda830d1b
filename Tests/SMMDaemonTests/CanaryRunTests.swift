import Foundation
import Glibc
import SMMAdapterTestKit
import SMMLab
import SMMModel
import SMMTestSupport
import Testing

/// Planted secrets through the whole program: processes, sockets, terminals, crashes.
@Suite("Planted secrets")
struct CanaryRunTests {
    /// What smmd prints of a crash where it can.
    private static let backtrace =
        "SWIFT_BACKTRACE=enable=yes,color=no,interactive=no,symbolicate=off,threads=crashed,registers=all,timeout=20s"
    private static let passphrase = "CANARY_passphrase_5a6b7c8d9e0f1a2b3c4d5e6f70819203"

    @Test("show up nowhere but in the networks they belong to, whatever goes well, is refused, or crashes")
    func nowhere() async throws {
        let key = "CANARY_KEK_" + "5b0e1d9c7a3f2e4d6c8b0"
        let plant: @Sendable (DaemonHome) throws -> Void = { home in
            try LabFile.makeFolder(home.folder + "/state")
            try LabFile.write(key, to: home.folder + "/state/vault.key")
            chmod(home.folder + "/state/vault.key", 0o400)
        }
        try await ConnectTown.run(
            configuration: LabConfiguration.text(more: "log-level: debug"),
            further: ["--clock-file", "FOLDER/clock"], environment: [Self.backtrace], plant: plant
        ) { town, daemon in
            var sweep = CanarySweep(town)
            sweep.add("vault key", Array(key.utf8))
            sweep.add("passphrase", Self.passphrase)
            try await Self.connect(town)
            try await Self.publish(town, daemon)
            try await Self.refuse(town, daemon)
            try await Self.vault(town, &sweep)
            try await Self.look(town)
            town.noteProcess(daemon.pid, "smmd")
            try sweep.check("before the crash")
            try await Self.crash(town, daemon, SIGSEGV, reports: 1)
            try sweep.check("after SIGSEGV")
            let second = try await town.home.start()
            town.noteProcess(second.pid, "smmd")
            _ = try await town.must("account", "check", "mastodon")
            try await Self.crash(town, second, SIGABRT, reports: 2)
            await second.close()
            let third = try await town.home.start()
            try await Self.remove(town)
            #expect(try await third.stop() == .exited(0))
            await third.close()
            let count = try sweep.check("at the end")
            // The run was one: much was said, refused and searched.
            #expect(count.secrets > 20 && count.files > 5 && town.doors.mastodon.echoed > 30)
            #expect(town.doors.bluesky.echoed > 20)
            print("planted secrets: \(count)")
        }
    }

    /// Lets a daemon crash: the runtime's report of it goes to the log, registers and memory included, where it is written
    /// at all.
    private static func crash(
        _ town: ConnectTown, _ daemon: DaemonProcess, _ signal: Int32, reports: Int
    ) async throws {
        kill(daemon.pid, signal)
        func isReported() -> Bool {
            let log = LabFile.read(town.home.log) ?? []
            return String(decoding: log, as: UTF8.self).ranges(of: "Backtrace took").count >= reports
        }
        _ = try await Wait.until(within: .seconds(60)) { daemon.hasEnded || isReported() }
        #expect(isReported(), "there is no report of the crash to look through")
        // Where the runtime writes reports, a process that got the signal from outside stays stopped after its report.
        if !daemon.hasEnded { try await daemon.killHard() }
    }

    /// Every way to connect, and every refusal on the way that repeats what it was asked with.
    private static func connect(_ town: ConnectTown) async throws {
        let token = try #require(town.mastodon.makeToken(for: "other")).reveal()
        let path = try town.file("token", token)
        for (number, form) in CanaryForm.allCases.enumerated() {
            let status = [401, 403, 422, 500, 429, 400][number % 6]
            town.doors.mastodon.echo("/verify_credentials", status: status, as: form)
            let run = try await town.smmctl(town.addMastodon + ["--token-file", path])
            #expect(run.status != .exited(0), "\(form): \(run.said)")
            town.doors.mastodon.echo("/oauth/token", status: status, as: form)
            let (shown, ending) = try await town.atTerminal(town.addMastodon + ["--paste"]) { terminal in
                let code = try town.code(try await town.address(on: terminal))
                try await town.answer(terminal, "The code it shows", code)
                // What may be tried again is offered once more; the end of input declines.
                if try await terminal.shows("Press Enter to try again") { terminal.type("\u{4}") }
            }
            #expect(ending != .exited(0), "\(form): \(shown)")
            town.doors.bluesky.echo("createSession", status: [400, 401, 500][number % 3], as: form)
            let login = try await town.smmctl(
                town.addBluesky() + ["--password-file", try town.file("app", ConnectTown.app)])
            #expect(login.status != .exited(0), "\(form): \(login.said)")
            town.doors.mastodon.calm()
            town.doors.bluesky.calm()
        }
        try await town.connectMastodon()
        let hand = try await town.smmctl(town.addMastodon + ["--name", "hand", "--token-file", path])
        #expect(hand.status == .exited(0), "\(hand.said)")
        let (shown, ending) = try await town.atTerminal(town.addBluesky()) { terminal in
            try await town.answer(terminal, "The app password", ConnectTown.main)
            try await town.answer(terminal, "second factor", ConnectTown.factor)
        }
        #expect(ending == .exited(0), "\(shown)")
        _ = try await town.must("account", "remove", "bluesky", "--yes")
        try await town.connectBluesky()
        _ = try await town.must("account", "add", "site", "--name", "site")
    }

    /// Posts with pictures that come out, are edited and taken down.
    private static func publish(_ town: ConnectTown, _ daemon: DaemonProcess) async throws {
        for name in ["a", "b"] {
            let bytes = LabPicture.png(name)
            #expect(FileManager.default.createFile(atPath: town.home.folder + "/\(name).png", contents: Data(bytes)))
        }
        let media = ["a", "b"].flatMap { ["--media", "\(town.home.folder)/\($0).png", "--alt", "Picture \($0)"] }
        let made = try await town.smmctl(
            ["post", "create", "Open today https://example.com #bread", "--to", "mastodon,bluesky,site", "--now"]
                + media)
        #expect(made.status == .exited(0), "\(made.said)")
        #expect(try await daemon.client.settles(within: .seconds(60)))
        let shown = try await town.must("post", "show", "last")
        #expect(shown.out.contains("published"), "\(shown.out)")
        _ = try await town.smmctl(["post", "edit", "last", "Open till nine #bread"])
        #expect(try await daemon.client.settles(within: .seconds(60)))
        for words in [
            ["why", "last"], ["why", "last", "--format", "json"], ["post", "show", "last", "--format", "json"],
        ] {
            _ = try await town.smmctl(words)
        }
        _ = try await town.smmctl(["post", "delete", "last", "--yes"])
        #expect(try await daemon.client.settles(within: .seconds(60)))
    }

    /// Sends, uploads, checks and renewals that are refused in words that repeat the credential.
    private static func refuse(_ town: ConnectTown, _ daemon: DaemonProcess) async throws {
        for (number, form) in CanaryForm.allCases.enumerated() {
            town.doors.mastodon.echo("/api/v1/statuses", status: [422, 500][number % 2], as: form)
            town.doors.bluesky.echo("putRecord", status: [400, 500][number % 2], as: form)
            let before = (town.doors.mastodon.echoed, town.doors.bluesky.echoed)
            _ = try await town.must("post", "create", "Post \(number)", "--to", "mastodon,bluesky", "--now")
            let isRefused = try await Wait.until(within: .seconds(15)) {
                town.doors.mastodon.echoed > before.0 && town.doors.bluesky.echoed > before.1
            }
            #expect(isRefused, "\(form)")
            _ = try await town.smmctl(["why", "last"])
            for name in ["mastodon", "bluesky"] {
                town.doors.mastodon.echo("/verify_credentials", status: [500, 429][number % 2], as: form)
                town.doors.bluesky.echo("getSession", status: [500, 429][number % 2], as: form)
                let check = try await town.smmctl([
                    "account", "check", name, "--format", number % 2 == 0 ? "json" : "table",
                ])
                #expect(check.status != .exited(0), "\(form): \(check.said)")
            }
            town.doors.mastodon.calm()
            town.doors.bluesky.calm()
        }
        try await renew(town, daemon)
        town.doors.mastodon.echo("/api/v1/statuses", status: 401, as: .code, times: 3)
        town.doors.mastodon.echo("/verify_credentials", status: 401, as: .json, times: 3)
        _ = try await town.must("post", "create", "Refused", "--to", "mastodon", "--now")
        let isHeld = try await Wait.until(within: .seconds(30)) {
            try await town.smmctl(["account", "show", "mastodon"]).out.contains("auth")
        }
        #expect(isHeld)
        town.doors.mastodon.calm()
        let (shown, ending) = try await town.atTerminal(["account", "reconnect", "mastodon", "--paste"]) { terminal in
            let code = try town.code(try await town.address(on: terminal))
            try await town.answer(terminal, "The code it shows", code)
        }
        #expect(ending == .exited(0), "\(shown)")
    }

    /// A session that has ended: renewals that fail in words that repeat it, while a post waits; then one that works.
    private static func renew(_ town: ConnectTown, _ daemon: DaemonProcess) async throws {
        let before = town.doors.bluesky.count("refreshSession")
        for (number, form) in CanaryForm.allCases.enumerated() {
            town.doors.bluesky.echo("refreshSession", status: [500, 503, 403][number % 3], as: form, times: 1)
        }
        try LabFile.write("7500000", to: town.home.folder + "/clock")
        _ = try await town.must("post", "create", "While it is renewed", "--to", "bluesky", "--now")
        for hour in 1...CanaryForm.allCases.count {
            // Each doubt is looked into some time later.
            try LabFile.write("\(7_500_000 + hour * 960_000)", to: town.home.folder + "/clock")
            _ = try await town.smmctl(["account", "check", "bluesky"])
            _ = try await town.smmctl(["why", "last"])
        }
        town.doors.bluesky.calm()
        try LabFile.write("\(7_500_000 + 20 * 960_000)", to: town.home.folder + "/clock")
        let check = try await town.smmctl(["account", "check", "bluesky"])
        #expect(check.status == .exited(0), "\(check.said)")
        #expect(town.doors.bluesky.count("refreshSession") > before + 3)
    }

    /// New keys, an export typed and one from a file, and imports with the wrong passphrase and the right one.
    private static func vault(_ town: ConnectTown, _ sweep: inout CanarySweep) async throws {
        _ = try await town.must("vault", "rotate")
        sweep.add(keys: town.home.folder + "/state/vault.key")
        let file = try town.file("passphrase", Self.passphrase)
        let export = town.home.folder + "/hands/keys.txt"
        _ = try await town.must("vault", "export", "--file", export, "--passphrase-file", file)
        let (shown, ending) = try await town.atTerminal(["vault", "export"]) { terminal in
            try await town.answer(terminal, "Passphrase", Self.passphrase)
            try await town.answer(terminal, "The same again", Self.passphrase)
        }
        #expect(ending == .exited(0) && shown.contains("BEGIN"), "\(shown)")
        let wrong = "CANARY_mistyped_00112233445566778899aabbccddeeff"
        sweep.add("wrong passphrase", wrong)
        let refused = try await town.smmctl(
            ["vault", "import", export, "--passphrase-file", try town.file("wrong", wrong)])
        #expect(refused.status == .exited(1), "\(refused.said)")
        _ = try await town.must("vault", "import", export, "--passphrase-file", file)
        _ = try await town.must("vault", "rotate", "--forget-former", "--yes")
        sweep.add(keys: town.home.folder + "/state/vault.key")
        _ = try await town.must("backup")
    }

    /// Everything a person can look at, as text, as JSON and on the wire.
    private static func look(_ town: ConnectTown) async throws {
        let commands = [
            ["status"], ["doctor"], ["queue"], ["events", "--limit", "200"], ["account", "list"],
            ["account", "show", "mastodon"], ["account", "show", "bluesky"], ["vault", "status"], ["post", "list"],
            ["hold", "list"], ["platform", "list"], ["config", "check"], ["whoami"],
        ]
        for words in commands {
            for format in ["table", "json"] { _ = try await town.smmctl(words + ["--format", format]) }
        }
        _ = try await town.must("config", "reload")
        for target in [
            "status", "doctor", "brands", "accounts", "accounts/mastodon", "accounts/bluesky",
            "accounts/mastodon/slots",
            "platforms", "vault", "posts?limit=200", "queue", "events?limit=200", "holds", "grants", "groups", "config",
            "version", "openapi.json",
        ] {
            #expect(try town.raw("GET", "/v1/\(target)").hasPrefix("HTTP/1.1 "))
        }
    }

    /// Accounts that go away: taken back, and refused in words that repeat the secrets.
    private static func remove(_ town: ConnectTown) async throws {
        // An account is not removed while the fate of a post on it is unknown.
        let unknown = try await town.smmctl(["post", "list", "--state", "unknown", "--quiet"])
        for id in unknown.out.split(whereSeparator: \.isWhitespace) {
            _ = try await town.must("post", "resolve", String(id), "--not-published", "--yes")
        }
        town.doors.mastodon.echo("/oauth/revoke", status: 403, as: .body)
        let kept = try await town.must("account", "remove", "mastodon", "--yes")
        #expect(kept.out.contains("was not taken back"), "\(kept.said)")
        town.doors.bluesky.echo("deleteSession", status: 500, as: .json)
        let other = try await town.must("account", "remove", "bluesky", "--yes")
        #expect(other.out.contains("was not taken back"), "\(other.said)")
        let hand = try await town.must("account", "remove", "hand", "--yes")
        #expect(hand.out.contains("was made by hand"), "\(hand.said)")
        for words in [["events", "--limit", "200", "--format", "json"], ["status"], ["doctor"]] {
            _ = try await town.smmctl(words)
        }
        #expect(try town.credentials() == 0)
    }
}
