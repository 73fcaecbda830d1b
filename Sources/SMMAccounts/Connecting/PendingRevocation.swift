package import SMMDatabase
package import SMMModel
import SMMStore

/// A credential that is about to be taken back, since nothing here uses it any more: noted with the change that brought
/// that about, and struck out once the platform has answered. What a run that was killed in between has left, the next
/// one tells a person.
package struct PendingRevocation: Sendable, Codable {
    /// Why nothing uses it any more.
    package enum Cause: String, Sendable, Codable {
        /// Its account was removed.
        case removed = "account"
        /// Its account was connected anew, by another one.
        case replaced = "former"
    }

    /// The kind of its notice.
    private static let kind = "revoke"

    private let cause: Cause
    private let account: AccountProfile

    /// That of an account, of which only is kept what a person is told.
    package init(_ cause: Cause, of account: AccountProfile) {
        self.cause = cause
        self.account = AccountProfile(
            id: account.id, brand: account.brand, platform: account.platform, name: account.name)
    }

    /// The name of its fact and of its notice.
    private var name: String { "\(Self.kind):\(cause.rawValue):\(account.id)" }

    /// Notes it, in the transaction of the change.
    package func begin(in tx: any WriteTransaction) throws {
        try Facts.set(name, try JSONText.encode(self), in: tx)
    }

    /// Nobody need be told any more, or any more of what a start in between has told.
    func end(now: Instant, in tx: any WriteTransaction) throws {
        try Facts.remove(name, in: tx)
        try Notices.close(name, now: now, in: tx)
    }

    /// The credential was not taken back, or nobody knows: a person is told.
    func tell(id: NoticeID, now: Instant, in tx: any WriteTransaction) throws {
        try Facts.remove(name, in: tx)
        try Notices.raise(
            NoticeDraft(
                brand: account.brand, kind: Self.kind, dedupe: name, severity: "warning", subject: subject,
                body:
                    "\(account.name) on \(account.platform): until it is taken back in the account's settings there, it "
                    + "opens the account.", account: account.id), id: id, now: now, in: tx)
    }

    private var subject: String {
        switch cause {
        case .removed: "The credential of a removed account was not taken back"
        case .replaced: "The former credential of an account that was connected anew was not taken back"
        }
    }

    /// Tells of all that an earlier run has left; gives how many those are.
    package static func tellLeft(_ ids: IDSource, now: Instant, in tx: any WriteTransaction) throws -> Int {
        let left = try Facts.values(beginning: "\(kind):", in: tx)
        for value in left {
            try JSONText.decode(PendingRevocation.self, from: value).tell(id: ids.next(), now: now, in: tx)
        }
        return left.count
    }
}
