extension DatabaseFailure.Code {
    // The file

    /// The file is damaged; the daemon stops with exit status 65 and names the newest good backup.
    package static let corrupt = Self(rawValue: "database.corrupt")
    /// The file is not a database, or is another program's; nothing was written to it.
    package static let foreign = Self(rawValue: "database.foreign")
    /// Something else stands where a file of the program's own belongs; it was left alone.
    package static let misplaced = Self(rawValue: "database.misplaced")
    /// The file is gone or empty although a database was here; nothing was created in its place.
    package static let missing = Self(rawValue: "database.missing")
    /// The file was replaced or deleted while it was open; nothing written since is safe.
    package static let replaced = Self(rawValue: "database.replaced")
    /// Another process has the database open; ``DatabaseFailure/holder`` is its pid where known.
    package static let locked = Self(rawValue: "database.locked")
    /// No space is left; nothing of the transaction was kept.
    package static let full = Self(rawValue: "database.full")
    /// The file, its folder or its file system cannot be written.
    package static let readOnly = Self(rawValue: "database.read-only")
    /// The operating system failed a read, write or fsync; the connection is opened anew before the next transaction.
    package static let inputOutput = Self(rawValue: "database.io")
    /// A lock inside the database was not free in time.
    package static let busy = Self(rawValue: "database.busy")

    // The schema

    /// A migration is recorded that this program does not know: it is older than the database.
    package static let newerSchema = Self(rawValue: "database.newer-schema")
    /// A migration that was shipped and applied has another text now.
    package static let changedMigration = Self(rawValue: "database.changed-migration")
    /// A migration breaks the rules of the portable dialect.
    package static let badMigration = Self(rawValue: "database.bad-migration")

    // A statement

    /// A UNIQUE or PRIMARY KEY constraint refused the row.
    package static let unique = Self(rawValue: "database.unique")
    /// A FOREIGN KEY constraint refused the row.
    package static let foreignKey = Self(rawValue: "database.foreign-key")
    /// A CHECK, NOT NULL or type constraint refused the row.
    package static let constraint = Self(rawValue: "database.constraint")
    /// A text parameter holds NUL, which PostgreSQL cannot store.
    package static let nulInText = Self(rawValue: "database.nul-in-text")
    /// A column holds another type than was asked for, or does not exist.
    package static let columnType = Self(rawValue: "database.column-type")
    /// The statement is wrong, or used where it may not be: a mistake in the program.
    package static let misuse = Self(rawValue: "database.misuse")
    /// The transaction was already rolled back by an earlier failure within it.
    package static let rolledBack = Self(rawValue: "database.rolled-back")
    /// The database was closed.
    package static let closed = Self(rawValue: "database.closed")
    /// Anything else a driver reports.
    package static let driver = Self(rawValue: "database.driver")

    // A backup

    /// The backup could not be made where it was asked for, or the file to restore is no backup.
    package static let backup = Self(rawValue: "database.backup")
}
