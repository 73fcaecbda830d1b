package import SMMAdapterKit
import SMMModel

/// What came of looking after one account.
package struct AccountCheckup: Sendable {
    /// The account, with the facts as they are now.
    package var account: AccountDetail
    /// What the platform said.
    package var result: ReadResult<AccountCheck>
    /// Whether the platform was asked; false where there is no credential to ask it with.
    package var isAsked: Bool
}
