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
            try StateFolder(configuration).makeState()
            let settings = DaemonCore.storage(configuration, options)
            let report: SQLiteRestore.Report
            do {
                report = try SQLiteRestore.place(file, settings)
            } catch {
                let sought: DatabaseFailure.Code = error.fault == .backup ? .backup : error.cause.code
                let place = DatabasePlace(configuration, options, after: sought)
                throw DaemonFailure(error, of: file, at: place)
            }
            print("Restored \(file) (generation \(report.backup.generation)) to \(settings.path).")
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
