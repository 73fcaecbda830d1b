import Glibc
package import SMMDatabase
import SMMModel

/// Puts a backup in the database's place; the next start sees that it is a copy and has everything held.
package enum SQLiteRestore {
    /// What was done.
    package struct Report: Sendable, Hashable {
        /// The backup, as it was checked.
        package var backup: SQLiteBackupReport
        /// Where the former database was moved, if there was one.
        package var aside: String?
    }

    /// Checks `backup`, moves the database at `configuration.path` aside, and moves a copy of the backup there.
    ///
    /// Takes the database's lock, so it throws ``DatabaseFailure/Code/locked`` beside a running daemon. A kill at any
    /// instant leaves the former database, or none (a start refuses and this can be called again), or the new one.
    package static func place(
        _ backup: String, _ configuration: SQLiteConfiguration
    ) throws(DatabaseFailure) -> Report {
        let path = configuration.path
        let lock = try DatabaseLock(path: path + ".lock")
        defer { lock.release() }
        let checker = SQLiteBackup(configuration: configuration)
        let partial = path + ".restoring"
        try FileSystem.remove(partial)
        do throws(DatabaseFailure) {
            try FileSystem.copy(backup, to: partial)
            var report = try checker.check(partial)
            guard report.copiedAt != nil else {
                throw DatabaseFailure(
                    .backup,
                    "\(backup) is not a backup but a database; a copy of a running one may lack its last writes")
            }
            report.path = backup
            // A lock file without a record would let the next start make a new database, should a kill follow. The log
            // that the last run left goes with the former database, and is not missed.
            var record =
                try lock.read()
                ?? DatabaseLock.Record(pid: getpid(), generation: report.generation, epoch: 0, stage: .opening)
            record.stage = .opening
            record.isLogLost = false
            try lock.write(record)
            let aside = try moveAside(path, at: configuration.time.now)
            try FileSystem.rename(partial, to: path)
            return Report(backup: report, aside: aside)
        } catch {
            try? FileSystem.remove(partial)
            throw error
        }
    }

    /// The database leaves first: without it no start can succeed, and a log must never meet another database.
    private static func moveAside(_ path: String, at time: Instant) throws(DatabaseFailure) -> String? {
        let aside = "\(path).before-restore-\(BackupName.stamp(time))"
        var isMoved = false
        for suffix in ["", "-wal"] where try FileSystem.size(path + suffix) != nil {
            try FileSystem.rename(path + suffix, to: aside + suffix)
            isMoved = true
        }
        try FileSystem.remove(path + "-shm")
        return isMoved ? aside : nil
    }
}
