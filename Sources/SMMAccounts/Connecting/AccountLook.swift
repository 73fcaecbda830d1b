import SMMAdapterKit

/// What a look at an account came to.
struct AccountLook: Sendable {
    /// What its platform says of it, or why nothing is known.
    var result: ReadResult<AccountCheck>
    /// The credential its platform was asked with last; nil where it was not asked.
    var asked: Credential?
}
