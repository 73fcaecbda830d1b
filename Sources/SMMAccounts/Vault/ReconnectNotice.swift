import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

/// Holds an account whose credential is refused for good, and tells a person once, in one transaction.
struct ReconnectNotice: Sendable {
    let account: AccountProfile
    let failure: Failure

    /// The hold that was placed, or the one that stands already.
    func place(_ ids: IDSource, now: Instant, in tx: any WriteTransaction) throws -> Hold {
        try Notices.raise(
            NoticeDraft(
                brand: account.brand, kind: AuthHold.noticeKind, dedupe: AuthHold.notice(of: account.id),
                severity: "critical", subject: AuthHold.subject,
                body: "\(account.name) on \(account.platform): \(failure.message)",
                command: AuthHold.command(for: account.id), account: account.id), id: ids.next(), now: now,
            in: tx)
        return try AuthHold(account.id, of: account.brand).place(
            failure.message, id: ids.next(), by: .system(via: "keeper"), now: now, in: tx)
    }
}
