import ArgumentParser
import SMMAPI
import SMMModel

/// `backup`: copies the database while the daemon goes on.
struct BackupCommand: Change {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Makes a backup now; publishing goes on.",
        discussion: """
            The daemon writes the copy into its own backup folder. The timer smmd-backup.timer does the same each night.

            EXAMPLE
              smmctl backup
            """)

    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<BackupView> = try await session.call(.createBackup)
        session.show(answer, ids: [answer.value.path]) { backup, sheet in
            let size = ByteText.of(backup.byteCount)
            sheet.line(
                session.isDryRun
                    ? "A backup would be written to \(backup.path), about \(size), generation \(backup.generation)."
                    : "Backup \(backup.path), \(size), generation \(backup.generation).")
        }
    }
}
