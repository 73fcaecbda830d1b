package import SMMDatabase
package import SMMModel

/// What stands in an account's way while its platform does not accept its credential: a hold, its event, and one notice
/// with the command to type. Whoever places or lifts it tells the gate after the commit.
package struct AuthHold: Sendable, Hashable {
    /// The kind of its notice.
    package static let noticeKind = "reauth"
    /// What its notice says first.
    package static let subject = "An account must be connected again"

    /// The account.
    package let account: AccountID
    /// Its brand.
    package let brand: BrandID

    /// The hold of an account.
    package init(_ account: AccountID, of brand: BrandID) {
        self.account = account
        self.brand = brand
    }

    /// The name by which its notice is raised and closed.
    package static func notice(of account: AccountID) -> String { "\(noticeKind):account:\(account)" }

    /// The command to type.
    package static func command(for account: AccountID) -> String { "smmctl account reconnect \(account)" }

    /// Places it, with its event; where the account is held for that already, gives the hold that stands. The gate is
    /// told of either: whoever placed the standing one may not have come to that.
    ///
    /// - Parameter post: what was being sent, where something was.
    package func place(
        _ detail: String, id: @autoclosure () -> HoldID, by principal: Principal, post: PostID? = nil, now: Instant,
        in tx: any WriteTransaction
    ) throws -> Hold {
        if let standing = try standing(in: tx).first { return standing }
        let hold = Hold(
            id: id(), brand: brand, scope: .account(account), reason: .auth, detail: detail, placedAt: now,
            placedBy: principal.name)
        try Holds.place(hold, in: tx)
        try EventLog.append(
            EventDraft(
                at: now, brand: brand, principal: principal, verb: "hold.placed", subjectKind: "hold",
                subject: hold.id.rawValue, post: post, account: account, after: hold.reason.rawValue, detail: detail),
            in: tx)
        return hold
    }

    /// Lifts it, and closes its notice where nothing of it is left; gives the holds.
    ///
    /// - Parameter isOver: by what a hold says, whether its reason is gone.
    package func lift(
        by principal: Principal, now: Instant, in tx: any WriteTransaction, where isOver: (Hold) -> Bool = { _ in true }
    ) throws -> [HoldID] {
        let standing = try standing(in: tx)
        let over = standing.filter(isOver)
        for hold in over {
            guard try Holds.release(hold.id, by: principal.name, now: now, in: tx) else { continue }
            try EventLog.append(
                EventDraft(
                    at: now, brand: brand, principal: principal, verb: "hold.released", subjectKind: "hold",
                    subject: hold.id.rawValue, account: account, before: hold.reason.rawValue, detail: hold.detail),
                in: tx)
        }
        if over.count == standing.count { try Notices.close(Self.notice(of: account), now: now, in: tx) }
        return over.map(\.id)
    }

    private func standing(in tx: any ReadTransaction) throws -> [Hold] {
        try Holds.active(of: .account(account), in: tx).filter { $0.reason == .auth }
    }
}
