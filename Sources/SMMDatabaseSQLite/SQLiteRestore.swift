import Glibc
import SMMDatabase
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
    /// Takes the database's lock, so beside a running daemon its failure's cause is ``DatabaseFailure/Code/locked``. A kill at any
    /// instant leaves the former database, or none (a start refuses and this can be called again), or the new one.
    package static func place(
        _ backup: String, _ configuration: SQLiteConfiguration
    ) throws(SQLiteRestoreFailure) -> Report {
        let (source, size) = try ofBackup { () throws(DatabaseFailure) in try open(backup) }
        defer { close(source) }
        let path = configuration.path
        let lock = try ofPlace { () throws(DatabaseFailure) in try DatabaseLock(path: path + ".lock") }
        defer { lock.release() }
        defer { try? removeCopy(beside: path) }
        try ofPlace { () throws(DatabaseFailure) in
            try removeCopy(beside: path)
            try requireRoom(for: size, beside: path)
            try FileSystem.copy(source, backup, to: path + suffix, atMost: size)
        }
        let report = try ofBackup { () throws(DatabaseFailure) in
            var report = try SQLiteBackup(configuration: configuration).check(path + suffix, as: backup)
            guard report.copiedAt != nil else {
                throw DatabaseFailure(
                    .backup, "\(backup) is no backup but a database; a copy of a running one may lack its last writes")
            }
            report.path = backup
            return report
        }
        return try ofPlace { () throws(DatabaseFailure) in
            // A lock file without a record would let the next start make a new database, should a kill follow.
            var record =
                try lock.read()
                ?? DatabaseLock.Record(pid: getpid(), generation: report.generation, epoch: 0, stage: .opening)
            try lock.write(record)
            let aside = try moveAside(path, at: configuration.time.now)
            // A log that was lost was the former database's. What else the lock says of it stands, should a person put
            // that back.
            record.isLogLost = false
            try lock.write(record)
            try FileSystem.rename(path + suffix, to: path)
            return Report(backup: report, aside: aside)
        }
    }

    /// The copy on its way has the database's name with this behind it.
    private static let suffix = ".restoring"

    /// Removes what a restore that was cut off has left; the database's lock must be held.
    static func removeCopy(beside path: String) throws(DatabaseFailure) {
        for more in ["", "-journal", "-wal", "-shm"] { try FileSystem.remove(path + suffix + more) }
    }

    /// Opens a backup and looks at its first bytes: what is none may have no end, so that it must not be copied first.
    private static func open(_ backup: String) throws(DatabaseFailure) -> (descriptor: Int32, size: Int) {
        let descriptor: Int32
        do {
            descriptor = try FileSystem.openPlain(backup)
        } catch  where error.code == .misplaced {
            throw DatabaseFailure(.backup, "\(backup) is no plain file")
        }
        do throws(DatabaseFailure) {
            let size = try FileSystem.size(descriptor, backup)
            _ = try DatabaseHeader.check(
                try FileSystem.read(descriptor, backup, 100), size: size, hasLog: false, path: backup)
            guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileSystem.failure("seek", backup) }
            return (descriptor, size)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func requireRoom(for size: Int, beside path: String) throws(DatabaseFailure) {
        guard let free = FileSystem.freeBytes(beside: path), free < size else { return }
        throw DatabaseFailure(.full, "the copy takes \(size) bytes and \(free) are free beside \(path)")
    }

    private static func ofBackup<T>(
        _ body: () throws(DatabaseFailure) -> T
    ) throws(SQLiteRestoreFailure) -> T {
        do {
            return try body()
        } catch {
            // What may not be read may be good all the same.
            let isBad = error.code != .readOnly && error.code != .full
            throw SQLiteRestoreFailure(cause: error, isOfBackup: isBad)
        }
    }

    private static func ofPlace<T>(
        _ body: () throws(DatabaseFailure) -> T
    ) throws(SQLiteRestoreFailure) -> T {
        do { return try body() } catch { throw SQLiteRestoreFailure(cause: error, isOfBackup: false) }
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
