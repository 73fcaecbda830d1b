import SMMAdapterKit

/// Where the handle that an account claims leads.
enum HandleLead: Sendable, Hashable {
    /// To the account.
    case account
    /// To another one, or to none.
    case elsewhere
    /// Elsewhere, by what can be asked; but DNS, whose word goes before that, does not answer. The failure says both.
    case disputed(Failure)
    /// It cannot be found out now.
    case unknown
}
