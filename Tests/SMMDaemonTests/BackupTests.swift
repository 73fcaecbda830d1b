import Foundation
import SMMDaemon
import SMMModel
import Testing

@Suite("A backup of the running daemon")
struct BackupTests {
    @Test("into a folder that is gone is refused with the folder and the command that makes it, a dry run too")
    func folder() async throws {
        try await CoreHouse.run { house in
            let folder = house.folder + "/state/backups"
            _ = try await house.core.backup()
            try FileManager.default.removeItem(atPath: folder)
            let refusals = [
                await #expect(throws: Problem.self) { _ = try await house.core.backup() },
                #expect(throws: Problem.self) { _ = try house.core.backupPlan() },
            ]
            for refusal in refusals {
                #expect(refusal?.code.rawValue == "backup-folder-missing" && refusal?.status == 503)
                #expect(refusal?.message.contains(folder) == true)
                #expect(
                    refusal?.next?.hasPrefix("sudo install -d -o ") == true && refusal?.next?.contains(folder) == true)
            }
        }
    }
}
