import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

/// Holds an account whose credential is refused for good, and tells a person once, in one transaction.
struct ReconnectNotice: Sendable {
    let account: AccountProfile
    let failure: Failure

    /// The hold that was placed; nil where the account is held for it already.
    func place(_ ids: IDSource, now: Instant, in tx: any WriteTransaction) throws -> Hold? {
        try Notices.raise(
            NoticeDraft(
                brand: account.brand, kind: "reauth", dedupe: "reauth:account:\(account.id)", severity: "critical",
                subject: "An account must be connected again",
                body: "\(account.name) on \(account.platform): \(failure.message)",
                command: "smmctl account reconnect \(account.id)", account: account.id), id: ids.next(), now: now,
            in: tx)
        let isHeld = try Holds.active(in: tx).contains {
            $0.scope == .account(account.id) && $0.reason == .auth
        }
        guard !isHeld else { return nil }
        let principal = Principal.system(via: "keeper")
        let hold = Hold(
            id: ids.next(), brand: account.brand, scope: .account(account.id), reason: .auth, detail: failure.message,
            placedAt: now, placedBy: principal.name)
        try Holds.place(hold, in: tx)
        try EventLog.append(
            EventDraft(
                at: now, brand: account.brand, principal: principal, verb: "hold.placed", subjectKind: "hold",
                subject: hold.id.rawValue, account: account.id, after: HoldReason.auth.rawValue,
                detail: failure.message), in: tx)
        return hold
    }

    /// Releases the holds that said so; gives their ids.
    static func lift(_ account: AccountProfile, by principal: Principal, now: Instant, in tx: any WriteTransaction)
        throws -> [HoldID]
    {
        let holds = try Holds.active(in: tx).filter { $0.scope == .account(account.id) && $0.reason == .auth }
        for hold in holds {
            guard try Holds.release(hold.id, by: principal.name, now: now, in: tx) else { continue }
            try EventLog.append(
                EventDraft(
                    at: now, brand: account.brand, principal: principal, verb: "hold.released", subjectKind: "hold",
                    subject: hold.id.rawValue, account: account.id, before: hold.reason.rawValue, detail: hold.detail),
                in: tx)
        }
        try Notices.close("reauth:account:\(account.id)", now: now, in: tx)
        return holds.map(\.id)
    }
}
