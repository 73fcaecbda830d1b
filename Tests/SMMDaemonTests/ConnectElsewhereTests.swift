import Foundation
import SMMAdapterTestKit
import SMMLab
import SMMModel
import SMMTestSupport
import Testing

@Suite("A backup on another machine")
struct ConnectElsewhereTests {
    private static let passphrase = "a long passphrase for the keys"

    @Test("lists the accounts to be connected again and loses no post; the exported keys bring the accounts back")
    func elsewhere() async throws {
        try await ConnectTown.run(configuration: LabConfiguration.text()) { town, daemon in
            try await town.connectMastodon()
            try await town.connectBluesky()
            _ = try await town.must("account", "add", "site", "--name", "site")
            _ = try await town.must("post", "create", "Later", "--to", "mastodon,bluesky,site", "--at", "in 3 days")
            let export = town.home.folder + "/hands/keys.txt"
            let file = try town.file("passphrase", Self.passphrase)
            _ = try await town.must("vault", "export", "--file", export, "--passphrase-file", file)
            _ = try await town.must("backup")
            #expect(try await daemon.stop() == .exited(0))
            let folder = town.home.folder + "/state/backups"
            let backup = folder + "/" + (try #require(LabFile.names(in: folder).last { $0.hasSuffix(".db") }))

            let other = try DaemonHome(
                town.home.folder + "/other", command: town.home.command, configuration: LabConfiguration.text())
            let placed = try ProgramRun([
                town.programs.smmd, "restore", backup, "--config", other.folder + "/config", "--state",
                other.folder + "/state",
            ])
            #expect(placed.status == 0)
            let again = try await other.start()
            try await Self.locked(town, other, again)
            try await Self.takeOver(town, other, again, export, file)
            #expect(try await again.stop() == .exited(0))
            await again.close()
        }
    }

    /// Without the keys: nothing is lost, nothing that needs them goes out, and the rest works.
    private static func locked(_ town: ConnectTown, _ other: DaemonHome, _ daemon: DaemonProcess) async throws {
        func smmctl(_ words: String...) async throws -> ConnectTown.Run {
            try await town.smmctl(words, at: other)
        }
        let status = try await smmctl("vault", "status")
        #expect(status.status == .exited(0))
        #expect(status.out.contains("acme/mastodon") && status.out.contains("acme/bluesky"), "\(status.out)")
        #expect(!status.out.contains("acme/site") && status.out.contains("not here"), "\(status.out)")
        #expect(try await smmctl("restore", "--release", "--yes").status == .exited(0))
        let asked = (town.doors.mastodon.count(""), town.doors.bluesky.count(""))
        #expect(
            try await smmctl("post", "create", "Now", "--to", "mastodon,bluesky,site", "--now").status == .exited(0))
        _ = try await Wait.until(within: .seconds(30)) {
            let shown = try await smmctl("post", "show", "last", "--format", "json").out
            return shown.contains("\"published\"") && LabFile.names(in: other.site).count > 0
        }
        let shown = try await smmctl("post", "show", "last", "--format", "json").out
        #expect(shown.contains("\"published\""), "\(shown)")
        #expect(asked == (town.doors.mastodon.count(""), town.doors.bluesky.count("")))
        let list = try await smmctl("post", "list").out
        #expect(list.contains("Later") && list.contains("Now"), "\(list)")
        let check = try await smmctl("account", "check", "mastodon")
        #expect(check.status == .exited(1) && check.out.contains("must be connected again"), "\(check.out)")
    }

    /// With them: a wrong passphrase changes nothing, the right one brings the accounts and their posts back.
    private static func takeOver(
        _ town: ConnectTown, _ other: DaemonHome, _ daemon: DaemonProcess, _ export: String, _ file: String
    ) async throws {
        func smmctl(_ words: String...) async throws -> ConnectTown.Run {
            try await town.smmctl(words, at: other)
        }
        func status() async throws -> [String] {
            // The members of settings come in any order.
            try await smmctl("vault", "status", "--format", "json").out.split(separator: "\n")
                .map { $0.filter { $0 != "," } }.sorted()
        }
        let before = try await status()
        let keys = LabFile.read(other.folder + "/state/vault.key")
        let wrong = try town.file("wrong", "another passphrase entirely")
        #expect(try await smmctl("vault", "import", export, "--passphrase-file", wrong).status == .exited(1))
        #expect(try await status() == before)
        #expect(LabFile.read(other.folder + "/state/vault.key") == keys)
        let rehearsed = try await smmctl("vault", "import", export, "--passphrase-file", file, "--dry-run")
        #expect(rehearsed.out.contains("2 credentials"), "\(rehearsed.out)")
        #expect(try await status() == before)
        let taken = try await smmctl("vault", "import", export, "--passphrase-file", file)
        #expect(taken.status == .exited(0) && taken.out.contains("2 credentials open again; 0 are still locked"))
        for name in ["mastodon", "bluesky"] {
            #expect(try await smmctl("account", "check", name).status == .exited(0), "\(name)")
        }
        let isOut = try await Wait.until(within: .seconds(60)) {
            town.mastodon.standing(of: "bakery") == 1
                && town.bluesky.snapshot.writes.contains { $0.action == .create && "\($0)".contains("feed.post") }
        }
        let why = try await smmctl("why", "last").out
        #expect(isOut, "\(why)")
    }
}
