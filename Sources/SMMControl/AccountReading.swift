import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel

/// Finds the account that a request names.
enum AccountReading {
    /// The account in sight that `reference` means, in its brand where it names one.
    ///
    /// - Throws: what `AccountLookup` and `BrandLookup` throw.
    static func find(
        _ reference: Reference, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> AccountProfile {
        let brand = try reference.brand.map { name in
            try BrandLookup.find(name, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
        }
        return try AccountLookup.find(
            reference.text, in: brand, for: scene.principal, nearest: scene.nearest, in: tx
        ).profile
    }
}
