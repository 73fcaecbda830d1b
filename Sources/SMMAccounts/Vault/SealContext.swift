package import SMMModel

/// What a seal covers beside the secret: a row that is put in another's place does not open.
package struct SealContext: Sendable, Hashable {
    /// The account.
    package var account: AccountID
    /// The brand it belongs to.
    package var brand: BrandID
    /// Its platform.
    package var platform: String
    /// Which credential of the account it is, from 1.
    package var version: Int64

    /// A context.
    package init(account: AccountID, brand: BrandID, platform: String, version: Int64) {
        self.account = account
        self.brand = brand
        self.platform = platform
        self.version = version
    }

    /// The authenticated data for the secret of this name. NUL stands between the parts, so that no two contexts read
    /// the same; none of the parts can hold one.
    func data(for field: String) -> [UInt8] {
        let parts = ["smmd credential 1", "\(brand)", "\(account)", platform, "\(version)", field]
        return Array(parts.joined(separator: "\0").utf8)
    }
}
