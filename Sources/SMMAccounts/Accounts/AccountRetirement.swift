package import SMMDatabase
package import SMMModel

/// Withdraws what was still to go out on an account that is being removed, inside the transaction that removes it.
///
/// The operations belong to the publishing machine, so it provides the deed; throws a `Problem` when something is on
/// its way and the account cannot go yet. Gives the number of operations withdrawn.
package typealias AccountRetirement =
    @Sendable (
        _ account: AccountID, _ principal: Principal, _ now: Instant, _ tx: any WriteTransaction
    ) throws -> Int
