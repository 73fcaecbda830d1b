package import SMMModel

/// Connects accounts: finds the server, asks the person for what it takes, and verifies by a read.
package protocol ConnectsAccounts: PlatformAdapter {
    /// Takes the next step. Called again with what the person brings and the memory of the step before, until the
    /// account is connected or refused.
    func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep

    /// Whether a browser is all that connecting takes: the first step is an address to open, by a `state` that comes back
    /// with the code. Then a client can do it who has no account on this machine.
    var connectsByBrowser: Bool { get }
}

extension ConnectsAccounts {
    /// No.
    package var connectsByBrowser: Bool { false }
}

/// Looks at an account by reads alone: credential, scopes, limits, clock.
package protocol ChecksAccounts: PlatformAdapter {
    /// Checks the account that `context` has the credential of.
    func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck>
}

/// Renews credentials that end.
package protocol RefreshesCredentials: PlatformAdapter {
    /// Whether `credential` is of a kind that can be renewed: one that is not is neither tried nor counted as refused.
    func canRefresh(_ credential: Credential) -> Bool

    /// Renews `credential`. One call at a time for an account; what a lost answer means is said by the result.
    func refresh(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> RefreshResult
}

extension RefreshesCredentials {
    /// Every one.
    package func canRefresh(_ credential: Credential) -> Bool { true }
}

/// Takes a credential back on the platform when its account is removed here.
package protocol RevokesCredentials: PlatformAdapter {
    /// Revokes `credential`; nil when done or not needed any more, else why not.
    func revoke(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure?
}
