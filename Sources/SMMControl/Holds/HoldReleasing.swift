import SMMAccounts
import SMMDatabase
import SMMModel
import SMMStore

/// Releases holds inside a transaction: row, event, and the notice that told of it.
struct HoldReleasing {
    let scene: AccountsContext.Scene
    let tx: any WriteTransaction

    func release(_ hold: Hold, role: Role) throws {
        guard try Holds.release(hold.id, by: scene.principal.name, now: scene.now, in: tx) else { return }
        if let dedupe = Self.notice(of: hold) { try Notices.close(dedupe, now: scene.now, in: tx) }
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: hold.brand, principal: scene.principal, role: role, verb: "hold.released",
                subjectKind: "hold", subject: hold.id.rawValue, post: try post(of: hold.scope),
                account: account(of: hold.scope), before: hold.reason.rawValue, detail: hold.detail), in: tx)
    }

    func recordReset(_ account: AccountProfile, released: Int, role: Role) throws {
        try Notices.close("fuse:account:\(account.id.rawValue)", now: scene.now, in: tx)
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: account.brand, principal: scene.principal, role: role, verb: "fuse.reset",
                subjectKind: "account", subject: account.id.rawValue, account: account.id, before: "\(released)"),
            in: tx)
    }

    /// The name of the notice that a hold raised, as the machine gave it.
    private static func notice(of hold: Hold) -> String? {
        switch (hold.reason, hold.scope) {
        case (.fuse, _): "fuse:\(hold.scope.kind):\(hold.scope.key)"
        case (.auth, .account(let account)): AuthHold.notice(of: account)
        case (.poison, .operation(let operation)): "poison:\(operation)"
        case (.restore, _): "restore:\(hold.id)"
        default: nil
        }
    }

    private func post(of scope: HoldScope) throws -> PostID? {
        switch scope {
        case .post(let id): id
        case .operation(let id): try OperationPost.of(id, in: tx)
        default: nil
        }
    }

    private func account(of scope: HoldScope) -> AccountID? {
        if case .account(let id) = scope { return id }
        return nil
    }
}
