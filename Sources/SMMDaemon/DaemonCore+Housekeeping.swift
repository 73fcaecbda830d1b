import Logging
import SMMAccounts
import SMMConfig
import SMMControl
import SMMDatabase
package import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMPublishing
import SMMStore
import Synchronization

extension DaemonCore {
    /// Attempts forgotten in one transaction.
    private static let tidyBatch = 1000

    /// Forgets what has had its time: notices, idempotency keys, invites, the attempts of what is long done.
    package func tidy() async {
        let now = options.clock.now
        // With a clock that runs years ahead everything would be old.
        guard isClockSet, !fatal.isTold, headroom.hasRoom else { return }
        do {
            try await database.write { tx in
                try NoticeKeeper.tidy(now: now, in: tx)
                try IdempotencyKeys.expireOld(now: now, in: tx)
                try InviteRows.forgetOld(now: now, in: tx)
            }
            var forgotten = Self.tidyBatch
            while forgotten == Self.tidyBatch, !Task.isCancelled {
                forgotten = try await database.write { tx in
                    try Retention.forgetAttempts(now: now, limit: Self.tidyBatch, in: tx)
                }
            }
        } catch {
            logger.error("The database could not be tidied.", metadata: ["error.code": "\(error)"])
        }
    }

    /// Reads the whole database where the last run did not close it; damage ends the daemon.
    package func checkAfterUncleanStop() async {
        guard integrity.withLock({ $0 == .checking }) else { return }
        do {
            let problems = try await database.checkIntegrity()
            integrity.withLock { $0 = problems.isEmpty ? .whole : .damaged(problems) }
            guard let first = problems.first else {
                logger.info("The database is whole; the last run did not close it.")
                return
            }
            fatal.tell(DatabaseFailure(.corrupt, "the check after an unclean stop found: \(first)"))
        } catch {
            logger.error("The database could not be checked.", metadata: ["error.code": "\(error)"])
        }
    }

    /// Makes a backup and removes the oldest beyond those that are kept.
    ///
    /// - Throws: a `Problem` where its folder is gone or cannot be written.
    package func backup() async throws -> SQLiteBackupReport {
        try backupFolder.requireWritable(StateCommand(configuration, options))
        let report = try await database.backup(into: configuration.backupDirectory)
        do {
            try BackupRetention(configuration.backupDirectory).prune(keep: configuration.backup.keep)
        } catch {
            logger.error("Old backups could not be removed.", metadata: ["error.code": "\(error)"])
        }
        return report
    }

    /// What a backup would come to now.
    ///
    /// - Throws: a `Problem` where it would be refused.
    package func backupPlan() throws -> SQLiteBackupReport {
        try backupFolder.requireWritable(StateCommand(configuration, options))
        return try database.backupPlan(into: configuration.backupDirectory)
    }

    private var backupFolder: BackupFolder { BackupFolder(path: configuration.backupDirectory) }

    /// Once a minute: notes that the daemon is alive, and looks whether there is room again.
    package func heartbeat() async throws {
        if headroom.restore() { await roomIsBack() }
        if headroom.hasRoom { try await engine.markAlive() } else { await tellOfNoRoom() }
    }
}
