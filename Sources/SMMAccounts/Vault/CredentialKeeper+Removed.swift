import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

extension CredentialKeeper {
    /// How long taking one back may take, all its requests together: somebody waits.
    private static let patienceOfRevoking = Milliseconds.seconds(10)

    /// Takes a credential back on its platform.
    ///
    /// - Parameter unlessKept: whether it is left alone where that would take back what an account here is kept by.
    nonisolated func takeBack(
        _ credential: Credential, of account: AccountProfile, unlessKept: Bool
    ) async -> Revocation {
        let platform = account.platform
        if unlessKept {
            do {
                let vault = parts.vault
                switch try await parts.database.read({ tx in try vault.use(of: credential, on: platform, in: tx) }) {
                case .none: break
                case .possible: return .undecided
                case .certain: return .kept
                }
            } catch {
                return .failed(Failure("database", "The database could not be read."))
            }
        }
        guard let adapter = parts.adapter(platform) as? any RevokesCredentials, let context = parts.context(platform)
        else { return .impossible }
        let failure = await adapter.revoke(
            credential, of: account,
            in: context.screened(credential.secrets.values).within(Self.patienceOfRevoking))
        return failure.map(Revocation.failed) ?? .done
    }

    /// A new credential that nobody has a use for, since its account is gone or was connected anew, is taken back, as far
    /// as that goes; where it is not, a person is told by a notice, since nobody waits for an answer.
    func dropped(_ given: UnstoredCredential, of account: AccountProfile) async {
        guard !parts.isCopy() else { return }
        let pending = PendingRevocation(.renewed, of: account, version: given.replaces + 1)
        await record { tx in try pending.begin(in: tx) }
        // Of the password, where one is kept, a person is told by whoever removes or connects the account.
        let revocation = await takeBack(given.credential.withoutPassword, of: account, unlessKept: true)
        if let failure = revocation.failure {
            parts.logger.notice(
                "A renewed credential that nobody needs any more could not be taken back.",
                metadata: ["account.id": "\(account.id)", "error.code": "\(failure.code)"])
        }
        await settle(pending, isTold: revocation.failure != nil)
    }

    /// The same for what ``forget(_:)`` gave, unless whoever had it forgotten takes `known` back, which they had seen
    /// before.
    func dropped(_ left: UnstoredCredential?, unless known: Credential?, of account: AccountProfile) async {
        guard let left, left.credential != known else { return }
        await dropped(left, of: account)
    }

    /// Strikes out that a credential is to be taken back, by a notice where a person is to be told. Where that cannot be
    /// written, the next start tells of it.
    nonisolated func settle(_ pending: PendingRevocation, isTold: Bool) async {
        let (ids, now) = (parts.ids, parts.clock.now)
        let isRecorded = await record { tx in
            if isTold {
                try pending.tell(id: ids.next(), now: now, in: tx)
            } else {
                try pending.end(now: now, in: tx)
            }
        }
        if isTold && isRecorded { parts.noticeRaised() }
    }

    /// Whether it could be written.
    @discardableResult
    private nonisolated func record(_ deed: @escaping @Sendable (any WriteTransaction) throws -> Void) async -> Bool {
        do {
            try await parts.database.write(deed)
            return true
        } catch {
            parts.logger.error(
                "What came of taking a credential back could not be recorded.", metadata: ["error.code": "\(error)"])
            return false
        }
    }
}
