package import SMMDatabase
package import SMMModel
import SMMStore
import Synchronization

/// Accounts and brands in memory, for the hot path; refreshed after every change to either.
package final class AccountDirectory: Sendable {
    private struct State {
        var accounts: [AccountID: AccountProfile] = [:]
        var brands: [BrandID: BrandProfile] = [:]
        var removed: Set<AccountID> = []
    }

    static let selectAccounts = Statement(
        "SELECT id, brand_id, platform, name, settings, removed_at, facts FROM account")
    static let selectBrands = Statement("SELECT id, name, title, zone, language, colour FROM brand")

    private let state = Mutex(State())

    /// An empty directory; call `refresh`.
    package init() {}

    /// Reads all accounts and brands, removed ones included: their operations may still have to end.
    package func refresh(from database: any Database) async throws {
        let fresh = try await database.read { tx in
            var state = State()
            try tx.forEach(Self.selectAccounts, []) { row in
                let account = AccountProfile(
                    id: AccountID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
                    platform: try row.text(2), name: try row.text(3),
                    settings: try JSONText.decode([String: String].self, from: try row.text(4)),
                    facts: try JSONText.decode([String: String].self, from: try row.text(6)))
                state.accounts[account.id] = account
                if try row.optionalInt64(5) != nil { state.removed.insert(account.id) }
            }
            try tx.forEach(Self.selectBrands, []) { row in
                let brand = BrandProfile(
                    id: BrandID(rawValue: try row.int64(0)), name: try row.text(1), title: try row.text(2),
                    zone: try row.text(3), language: try row.text(4), colour: try row.optionalText(5))
                state.brands[brand.id] = brand
            }
            return state
        }
        state.withLock { $0 = fresh }
    }

    /// The account, or nil when it is not known.
    package func account(_ id: AccountID) -> AccountProfile? { state.withLock { $0.accounts[id] } }

    private func snapshot(of brand: BrandID) -> [AccountProfile] {
        state.withLock { state in
            state.accounts.values.filter { $0.brand == brand && !state.removed.contains($0.id) }
        }
    }

    /// The brand, or nil when it is not known.
    package func brand(_ id: BrandID) -> BrandProfile? { state.withLock { $0.brands[id] } }
}

/// The statements of the directory.
package enum DirectoryStatements: StatementCatalog {
    /// `directory`
    package static let area = "directory"
    /// The fast path.
    package static var statements: [Statement] { [AccountDirectory.selectAccounts, AccountDirectory.selectBrands] }
}

extension AccountDirectory {
    /// The accounts of a brand that were not removed, by name.
    package func accounts(of brand: BrandID) -> [AccountProfile] {
        snapshot(of: brand).sorted { $0.name < $1.name }
    }
}
