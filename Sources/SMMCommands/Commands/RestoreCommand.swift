import ArgumentParser
import Glibc
import SMMAPI

/// `restore`: how a backup comes back, and what lets a restored database send again.
struct RestoreCommand: Change {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Tells how to bring a backup back; --release lets it send again.",
        discussion: """
            A running daemon never has its database exchanged, so the commands are yours to type. A restored database \
            starts with everything held: what was sent since the backup looks unsent to it. So does one whose log \
            (smmd.db-wal) is gone after a crash: what was sent in the last run may look unsent. What was due by now is \
            in doubt (`smmctl post list --state uncertain`): once the hold is released, the networks are asked before \
            any of it is sent. So cancel nothing because it is out already: a post in doubt that is cancelled is taken \
            down where it is out. Cancel only what shall not be out at all, and what is planned for a time to come but \
            was sent early, then release.

            EXAMPLES
              smmctl restore /var/lib/smmd/backups/smmd-2026-11-24.db
              smmctl restore --release
            """)

    @Argument(help: "The backup.") var file: String?
    @Flag(help: "Releases the hold of a restored database, or of one whose log is gone.") var release = false
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func validate() throws {
        guard (file == nil) == release else { throw ValidationError("Give either a backup file or --release.") }
    }

    func run(_ session: Session) async throws {
        guard let file else {
            try session.confirm(
                "Everything that is due in this database goes out; of what is in doubt the networks are asked first.")
            let answer: Answer<RestoreView> = try await session.call(.releaseRestore)
            session.show(answer, ids: ["\(answer.value.released)"]) { $1.line($0.message) }
            return
        }
        let path = Self.absolute(file)
        session.terminal.output(
            """
            To bring \(Printable.line(path)) back, type as an administrator:

              sudo systemctl stop smmd.socket smmd
              sudo -u smmd smmd restore \(Printable.line(Shell.quote(path)))
              sudo systemctl start smmd.socket smmd
              smmctl post list --state uncertain   in doubt: asked about before it is sent
              smmctl queue                         what shall not go out any more? cancel that
                                                   alone: what is in doubt and out already is
                                                   taken down by a cancel
              smmctl restore --release             then let it send again

            """)
        throw CommandFailure.silent(.needsPerson)
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
