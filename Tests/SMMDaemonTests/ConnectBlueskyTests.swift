import Foundation
import SMMAdapterTestKit
import SMMLab
import Testing

@Suite("Connecting a Bluesky account at the command line")
struct ConnectBlueskyTests {
    @Test("by an app password at the prompt, of which nothing is shown; a wrong one is refused")
    func prompt() async throws {
        try await ConnectTown.run { town, daemon in
            let (wrong, status) = try await town.atTerminal(town.addBluesky()) { terminal in
                try await town.answer(terminal, "The app password", "CANARY_wrong_0011223344556677")
            }
            #expect(status == .exited(1) && !wrong.contains("CANARY"), "\(wrong)")
            town.expectRefusal(wrong, "does not accept the password")
            try await town.expectNothing()
            let (shown, ending) = try await town.atTerminal(town.addBluesky()) { terminal in
                try await town.answer(terminal, "The app password", ConnectTown.app)
            }
            #expect(ending == .exited(0) && !shown.contains("CANARY"), "\(shown)")
            #expect(shown.contains("is connected to @bakery.test"))
            _ = try await town.must("account", "check", "bluesky")
            let (twice, again) = try await town.atTerminal(town.addBluesky() + ["--name", "twice"]) { terminal in
                try await town.answer(terminal, "The app password", ConnectTown.app)
            }
            #expect(again == .exited(1))
            town.expectRefusal(twice, "is connected already", allowed: false)
            #expect(try town.credentials() == 1)
        }
    }

    @Test("by the account's own password and its second factor; a wrong factor is asked for again")
    func factor() async throws {
        try await ConnectTown.run { town, daemon in
            let (shown, ending) = try await town.atTerminal(town.addBluesky()) { terminal in
                try await town.answer(terminal, "The app password", ConnectTown.main)
                try await town.answer(terminal, "second factor", "CANARY_nofactor_00112233")
                try await town.answer(terminal, "wrong or too old", ConnectTown.factor)
            }
            #expect(ending == .exited(0) && !shown.contains("CANARY"), "\(shown)")
            #expect(shown.contains("An app password is better"))
            #expect(try town.credentials() == 1)
        }
    }

    @Test("what an app password does not allow is said at once and by each check, beside its limits")
    func allowed() async throws {
        try await ConnectTown.run { town, daemon in
            let (remark, missing) = ("Direct messages need an app password made with access", "direct messages: an app")
            town.bluesky.change { network, now in
                _ = network.add(
                    FakeBlueskySeat(
                        "chat.test", password: ConnectTown.main, appPassword: ConnectTown.app, isPrivileged: true),
                    now: now)
            }
            let path = try town.file("app-password", ConnectTown.app + "\n")
            for (handle, name, kind, lacks) in [
                ("bakery.test", "plain", "session by an app password", true),
                ("chat.test", "chat", "session by an app password with direct messages", false),
            ] {
                let add = try await town.smmctl(
                    town.addBluesky(handle) + ["--name", name, "--password-file", path])
                #expect(add.status == .exited(0) && add.out.contains(remark) == lacks, "\(add.said)")
                let check = try await town.must("account", "check", name).out
                let rows = check.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
                #expect(rows.contains("Credential \(kind)"), "\(check)")
                #expect(rows.contains { $0.hasPrefix("text 300 graphemes, 3000 bytes") }, "\(check)")
                #expect(check.contains(remark) == lacks && check.contains(missing) == lacks, "\(check)")
            }
        }
    }

    @Test("by a password from a file; without one and without a terminal nobody is asked")
    func file() async throws {
        try await ConnectTown.run { town, daemon in
            let alone = try await town.smmctl(town.addBluesky())
            #expect(alone.status == .exited(2), "\(alone.said)")
            town.expectRefusal(alone.errors, "nobody is there to be asked", allowed: false)
            #expect(alone.errors.contains("--password-file"))
            try await town.expectNothing()
            try await town.connectBluesky()
            let path = try town.file("other", ConnectTown.app)
            let other = try await town.smmctl(["account", "reconnect", "bluesky", "--password-file", path])
            #expect(other.status == .exited(0), "\(other.said)")
            // The former session has ended, and of the password, which is the same, nobody is told.
            #expect(town.doors.bluesky.count("deleteSession") == 1)
            #expect(!other.out.contains("taken back"), "\(other.out)")
            #expect(try town.credentials() == 1)
        }
    }
}
