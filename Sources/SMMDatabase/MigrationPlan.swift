/// Decides which migrations are still to be applied.
package enum MigrationPlan {
    /// A migration as the database recorded it.
    package struct Applied: Sendable, Hashable {
        /// ``Migration/name``.
        package let name: String
        /// ``Migration/checksum`` at the time.
        package let checksum: String

        /// A record of an applied migration.
        package init(name: String, checksum: String) {
            self.name = name
            self.checksum = checksum
        }
    }

    /// The migrations of `known` that `applied` lacks, in order.
    ///
    /// Throws ``DatabaseFailure/Code/newerSchema`` when the database has one that `known` lacks,
    /// ``DatabaseFailure/Code/changedMigration`` when a shipped one was edited or moved, and
    /// ``DatabaseFailure/Code/badMigration`` when two share a name.
    package static func pending(
        known: [Migration], applied: [Applied]
    ) throws(DatabaseFailure) -> ArraySlice<Migration> {
        let names = Set(known.map(\.name))
        guard names.count == known.count else {
            throw DatabaseFailure(.badMigration, "two migrations share a name")
        }
        if let stranger = applied.first(where: { !names.contains($0.name) }) {
            throw DatabaseFailure(
                .newerSchema,
                "the database has migration \(stranger.name), which this program does not know: it is older than its data"
            )
        }
        for (migration, record) in zip(known, applied) {
            guard migration.name == record.name else {
                throw DatabaseFailure(
                    .changedMigration, "migration \(record.name) was applied where \(migration.name) now stands")
            }
            guard migration.checksum == record.checksum else {
                throw DatabaseFailure(.changedMigration, "migration \(record.name) was edited after it was applied")
            }
        }
        return known.dropFirst(applied.count)
    }
}
