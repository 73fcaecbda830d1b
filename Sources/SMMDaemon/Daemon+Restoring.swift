import Glibc
import Logging
import SMMConfig
import SMMDatabase
import SMMDatabaseSQLite
import SMMStore

extension Daemon {
    /// Puts a backup in place of the database. The daemon must be stopped; at its next start everything is held.
    ///
    /// - Returns: the exit status.
    package static func restore(_ file: String, _ options: DaemonOptions) async -> Int32 {
        do {
            var configuration = try ConfigurationLoader.load(
                directory: options.configuration, leaveOut: { _ in })
            if let state = options.state { configuration.stateDirectory = state }
            let settings = DaemonCore.storage(configuration, options)
            let path = settings.path
            let report: SQLiteRestore.Report
            do {
                report = try SQLiteRestore.place(file, settings)
            } catch {
                guard error.isOfBackup else { throw DaemonFailure(error.cause, path: path) }
                let newest = BackupFolder(path: configuration.backupDirectory).newestGood(settings)
                throw DaemonFailure(refused: file, error.cause, newest: newest, in: configuration.backupDirectory)
            }
            try StateFolder(configuration).takeOver([path, path + ".lock"])
            print("Restored \(file) (generation \(report.backup.generation)) to \(path).")
            if let old = report.aside { print("What was there before is kept as \(old).") }
            print("Start smmd again: it sends nothing until you release the hold it places (smmctl hold list).")
            return ExitStatus.ok.rawValue
        } catch let failure as DaemonFailure {
            return say(failure)
        } catch let errors as ConfigurationErrors {
            return say(DaemonFailure(errors))
        } catch {
            return say(DaemonFailure(.failure, "\(error)"))
        }
    }

    private static func say(_ failure: DaemonFailure) -> Int32 {
        let text = Array("smmd restore: \(failure.message)\n".utf8)
        _ = text.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        return failure.status.rawValue
    }
}
