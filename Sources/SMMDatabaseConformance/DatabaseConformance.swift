/// Every promise of the database port; a driver's tests run all of them, each on a store of its own.
package enum DatabaseConformance {
    /// All checks.
    package static var checks: [ConformanceCheck] {
        ValueChecks.all + StatementChecks.all + TransactionChecks.all + GroupChecks.all + MemoryChecks.all
            + MigrationChecks.all
    }
}
