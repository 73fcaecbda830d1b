import SMMAccounts
import SMMControl
package import SMMDatabase
import SMMNotices
import SMMPlanning
import SMMPublishing
import SMMStore

/// Everything the daemon says to a database, so that a check can prepare all of it on every dialect.
package enum EveryStatement {
    /// The catalogs of all parts; a test compares them with the sources.
    package static var catalogs: [any StatementCatalog.Type] {
        [
            AccountsStatements.self, ControlStatements.self, DirectoryStatements.self, EventStatements.self,
            FactStatements.self, HoldStatements.self, IdempotencyStatements.self, LastIDs.self,
            NoticeDeliveryStatements.self, NoticeStatements.self, OperationStatements.self, PostStatements.self,
            RetentionStatements.self, SlotStatements.self, StoreSchema.self, VaultStatements.self,
        ]
    }

    /// The migrations and the statements.
    package static var registry: StatementRegistry {
        StatementRegistry(migrations: Schema.migrations, catalogs: catalogs)
    }
}
