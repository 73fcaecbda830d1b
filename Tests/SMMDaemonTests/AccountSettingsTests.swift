import SMMLab
import SMMTestSupport
import Testing

@Suite("An account's settings", .timeLimit(.minutes(5)))
struct AccountSettingsTests {
    @Test("are checked by its platform's adapter when it is made or changed, not by its first post")
    func checked() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            let daemon = try await home.start()
            func act(_ words: String...) async throws -> (ending: ChildProcess.Ending, errors: String) {
                try LabFile.write("", to: folder + "/smmctl.err")
                let run = try await Program.smmctl(programs, home, words)
                let errors = String(decoding: LabFile.read(folder + "/smmctl.err") ?? [], as: UTF8.self)
                return (run.status, errors)
            }
            #expect(try await act("brand", "add", "acme").ending == .exited(0))
            let bad = try await act("account", "add", "site", "--name", "home", "--set", "url=example.org")
            #expect(bad.ending != .exited(0))
            for words in ["“url”", "example.org", "https:// and a host", "--set url=https://example.org/"] {
                #expect(bad.errors.contains(words), "\(words): \(bad.errors)")
            }
            #expect(try await act("account", "add", "site", "--name", "home").ending == .exited(0))
            let worse = try await act("account", "set", "home", "accent=red")
            #expect(worse.ending != .exited(0))
            for words in ["#rrggbb", "smmctl account set acc_"] {
                #expect(worse.errors.contains(words), "\(words): \(worse.errors)")
            }
            #expect(try await act("account", "set", "home", "accent=#1a6b54").ending == .exited(0))
            #expect(try await act("account", "set", "home", "directory=").ending == .exited(0))
            let taken = "directory=\(home.site)/acme/home/"
            let second = try await act("account", "add", "site", "--name", "b", "--set", taken)
            #expect(second.ending != .exited(0) && second.errors.contains("is used by the account “home”"))
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
        }
    }
}
