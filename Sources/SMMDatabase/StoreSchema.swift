package import SMMModel

/// The two tables every driver keeps for itself: which database this is, and which migrations it has.
package enum StoreSchema {
    /// The tables in the portable dialect.
    package static let migration = Migration(
        name: "0000-store",
        statements: [
            """
            CREATE TABLE smm_store (
                id BIGINT PRIMARY KEY CHECK (id = 1),
                generation TEXT NOT NULL,
                origin TEXT NOT NULL,
                epoch BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                copied_at BIGINT
            )
            """,
            """
            CREATE TABLE smm_migration (
                position BIGINT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """,
        ])

    /// Makes the one row of `smm_store`. Its first generation is its origin, which no restore changes.
    package static func insertStore(generation: String, at created: Instant) -> SQL {
        """
        INSERT INTO smm_store (id, generation, origin, epoch, created_at)
        VALUES (1, \(generation), \(generation), 0, \(created))
        """
    }

    /// Reads generation, epoch, the instant of the copy, which is NULL unless this file is a backup, and origin.
    package static let selectStore: SQL = "SELECT generation, epoch, copied_at, origin FROM smm_store WHERE id = 1"

    /// Notes that the database was opened for writing once more.
    package static func updateEpoch(_ epoch: Int64) -> SQL {
        "UPDATE smm_store SET epoch = \(epoch) WHERE id = 1"
    }

    /// Marks a backup as one, so that a start on it is noticed whatever the file was renamed to.
    package static func markCopy(at copied: Instant) -> SQL {
        "UPDATE smm_store SET copied_at = \(copied) WHERE id = 1"
    }

    /// Makes a restored copy the database from now on.
    package static func adoptCopy(generation: String) -> SQL {
        "UPDATE smm_store SET copied_at = NULL, generation = \(generation) WHERE id = 1"
    }

    /// Reads the applied migrations in order.
    package static let selectMigrations: SQL = "SELECT name, checksum FROM smm_migration ORDER BY position"

    /// Records a migration as applied.
    package static func insertMigration(position: Int, _ migration: Migration, at applied: Instant) -> SQL {
        """
        INSERT INTO smm_migration (position, name, checksum, applied_at)
        VALUES (\(position), \(migration.name), \(migration.checksum), \(applied))
        """
    }
}

extension StoreSchema: StatementCatalog {
    /// `store`.
    package static var area: String { "store" }

    /// All of the above.
    package static var samples: [RegisteredSQL] {
        let instant = Instant(milliseconds: 0)
        return [
            RegisteredSQL("insert", insertStore(generation: "g", at: instant)),
            RegisteredSQL("select", selectStore),
            RegisteredSQL("epoch", updateEpoch(1)),
            RegisteredSQL("mark-copy", markCopy(at: instant)),
            RegisteredSQL("adopt-copy", adoptCopy(generation: "g")),
            RegisteredSQL("migrations", selectMigrations),
            RegisteredSQL("insert-migration", insertMigration(position: 1, migration, at: instant)),
        ]
    }
}
