import Foundation
import SMMLab
import SMMTestSupport
import Testing

@Suite("smmd restore")
struct RestoringTests {
    @Test("what is no good backup is named, with the reason and what to do, and leaves nothing behind")
    func refusals() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            let daemon = try await home.start()
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
            let (pipe, cut) = (folder + "/pipe", folder + "/cut.db")
            try #require(mkfifo(pipe, 0o600) == 0)
            try Data(contentsOf: URL(fileURLWithPath: folder + "/state/smmd.db")).prefix(9000)
                .write(to: URL(fileURLWithPath: cut))
            for (file, reason) in [(pipe, "no plain file"), ("/dev/zero", "no plain file"), (cut, "is cut short")] {
                let child = try ChildProcess(
                    [programs.smmd, "restore", file, "--config", folder + "/config", "--state", folder + "/state"],
                    output: folder + "/out", errors: folder + "/err-" + reason)
                child.closeInput()
                #expect(try await child.end(within: .seconds(60)) == .exited(65))
                let words = String(decoding: LabFile.read(folder + "/err-" + reason) ?? [], as: UTF8.self)
                #expect(words.contains("smmd restore: \(file) is not a good backup: ") && words.contains(reason))
                #expect(words.contains("Nothing was changed. There is no other good backup in \(folder)/state/backups"))
                #expect(!words.contains("The database is damaged"))
            }
            let names = LabFile.names(in: folder + "/state")
            #expect(names.contains("smmd.db") && !names.contains { $0.contains("restor") })
        }
    }
}
