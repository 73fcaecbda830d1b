import SMMAdapterKit
package import SMMModel

extension ConnectService {
    /// How long taking a credential back may take, all its requests together: somebody waits.
    private static let patience = Milliseconds.seconds(10)

    /// Removes an account, then takes its credential back on the platform as far as that goes; takes the role admin in
    /// the brand. The account is gone whatever the platform says, and what it did not do is said.
    ///
    /// - Throws: what ``AccountService/remove(_:_:brand:dryRun:)`` throws; then nothing was taken back.
    package func remove(
        _ principal: Principal, _ reference: String, brand: String? = nil, isDryRun: Bool = false
    ) async throws -> AccountRemoval {
        let found = try await accounts.show(principal, reference, brand: brand)
        guard !isDryRun, found.credential != nil else {
            return AccountRemoval(
                account: try await accounts.remove(
                    principal, found.profile.id.description, dryRun: isDryRun), remarks: [])
        }
        // Before the row is gone, and without a renewal: the removal waits for no network.
        let last = await parts.keeper.held(found.profile)
        let removed = try await accounts.remove(principal, found.profile.id.description)
        await parts.keeper.forget(removed.profile.id)
        return AccountRemoval(account: removed, remarks: await takeBack(last, of: removed.profile).map { [$0] } ?? [])
    }

    /// Takes a credential back; gives what a person has left to do.
    private func takeBack(_ credential: Credential?, of account: AccountProfile) async -> String? {
        guard let credential else {
            return "Its credential could not be opened, so it was not taken back on \(account.platform): do that in "
                + "the account's settings there."
        }
        guard let adapter = parts.adapter(account.platform) as? any RevokesCredentials,
            let reach = parts.context(account.platform)
        else {
            return "Its credential still opens the account on \(account.platform): take it back in the account's "
                + "settings there."
        }
        let context = reach.screened(credential.secrets.values).within(Self.patience)
        guard let failure = await adapter.revoke(credential, of: account, in: context) else { return nil }
        return "Its credential was not taken back on \(account.platform). \(failure.message) Until it is taken back in "
            + "the account's settings there, it opens the account."
    }
}
