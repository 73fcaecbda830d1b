import Glibc
package import SMMDatabase
import SMMModel

/// Puts a backup in the database's place; the next start sees that it is a copy and has everything held.
package enum SQLiteRestore {
    /// What was done.
    package struct Report: Sendable, Hashable {
        /// The backup, as it was checked.
        package var backup: SQLiteBackupReport
        /// Where the former database is now, if there was one; where its log is, if that alone was left.
        package var aside: String?
    }

    /// Checks `backup`, moves the database at `configuration.path` aside, and moves a copy of the backup there.
    ///
    /// Takes the database's lock, so beside a running daemon its failure's cause is ``DatabaseFailure/Code/locked``. A kill at
    /// any instant leaves the former database, or none, or the new one. With none a start refuses, and names what is to
    /// be moved back (``cutOff(_:)``); or this is called again, which moves aside what is still left of the former one to
    /// where the rest of it is.
    package static func place(
        _ backup: String, _ configuration: SQLiteConfiguration
    ) throws(SQLiteRestoreFailure) -> Report {
        let (source, size) = try ofBackup(isOpened: false) { () throws(DatabaseFailure) in try open(backup) }
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
        let report = try ofBackup(isOpened: true) { () throws(DatabaseFailure) in
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
            let former = try FormerDatabase(of: path, begun: record.aside, at: configuration.time.now)
            record.aside = former.stamp
            try lock.write(record)
            let aside = try former.moveAside { configuration.failPoint?(.restoring(moved: $0)) }
            try FileSystem.rename(path + suffix, to: path)
            // A log that was lost was the former database's. All else the lock says of it stands, should a person put
            // that back. Not written, this is what the next start finds out by itself.
            try? lock.change { record in
                record.isLogLost = false
                record.aside = nil
            }
            return Report(backup: report, aside: aside)
        }
    }

    /// What a restore that was cut off has left without a database in its place: from where to where its files are to be
    /// moved to have the former database back, in this order; none where there was no such restore.
    package static func cutOff(
        _ configuration: SQLiteConfiguration
    ) throws(DatabaseFailure) -> [(from: String, to: String)] {
        let (path, lock) = (configuration.path, configuration.path + ".lock")
        guard try FileSystem.size(path) == nil, FileSystem.ownSize(lock) != nil,
            let stamp = DatabaseLock.Record(try FileSystem.head(lock, 4096))?.aside
        else { return [] }
        return try FormerDatabase(of: path, stamp: stamp).returning()
    }

    /// The copy on its way has the database's name with this behind it.
    private static let suffix = ".restoring"

    /// Removes what a restore that was cut off has left; the database's lock must be held.
    static func removeCopy(beside path: String) throws(DatabaseFailure) {
        try DatabaseFiles(path + suffix).remove()
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
            // Beside what a link leads to, as SQLite has it.
            let target = realpath(backup, nil)
            defer { free(target) }
            let log = DatabaseFiles(target.map { String(cString: $0) } ?? backup).log
            // A backup has none. What the log says may be missing in the file, even that it is no longer a copy.
            guard try !FileSystem.isFilled(log) else {
                throw DatabaseFailure(
                    .backup,
                    "\(backup) is a database in use, or one that was not closed: its last writes are in \(log). "
                        + "While its daemon runs, make a backup and restore that: smmctl backup")
            }
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
        isOpened: Bool, _ body: () throws(DatabaseFailure) -> T
    ) throws(SQLiteRestoreFailure) -> T {
        do {
            return try body()
        } catch {
            throw SQLiteRestoreFailure(cause: error, fault: fault(of: error, isOpened: isOpened))
        }
    }

    private static func fault(of error: DatabaseFailure, isOpened: Bool) -> SQLiteRestoreFailure.Fault {
        switch error.code {
        // Of what has been opened, the copy is read.
        case .readOnly: isOpened ? .place : .unreadable
        case .full: .place
        default: .backup
        }
    }

    private static func ofPlace<T>(
        _ body: () throws(DatabaseFailure) -> T
    ) throws(SQLiteRestoreFailure) -> T {
        do { return try body() } catch { throw SQLiteRestoreFailure(cause: error, fault: .place) }
    }
}
