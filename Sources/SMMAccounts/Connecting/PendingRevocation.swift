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
        /// It came of a renewal that ended after its account was removed or connected anew.
        case renewed
    }

    /// The kind of its notice.
    private static let kind = "revoke"

    private let cause: Cause
    private let account: AccountProfile
    private let version: Int64?

    /// That of an account, of which only is kept what a person is told.
    ///
    /// - Parameter version: which credential of the account it is, from 1. An account may have left several, and of each
    ///   a person is told by itself; the one of a removed account is its last.
    package init(_ cause: Cause, of account: AccountProfile, version: Int64? = nil) {
        self.cause = cause
        self.account = AccountProfile(
            id: account.id, brand: account.brand, platform: account.platform, name: account.name)
        self.version = version
    }

    /// The name of its fact and of its notice: this credential's alone, so that what becomes of another one of the same
    /// account neither overwrites the one nor closes the other.
    private var name: String {
        "\(Self.kind):\(cause.rawValue):\(account.id)" + (version.map { ":\($0)" } ?? "")
    }

    /// Notes it, in the transaction of the change.
    package func begin(in tx: any WriteTransaction) throws {
        try Facts.set(name, try JSONText.encode(self), in: tx)
    }

    /// Nobody need be told any more, or any more of what a start in between has told.
    package func end(now: Instant, in tx: any WriteTransaction) throws {
        try Facts.remove(name, in: tx)
        try Notices.close(name, now: now, in: tx)
    }

    /// The credential was not taken back, or nobody knows: a person is told.
    func tell(id: NoticeID, now: Instant, in tx: any WriteTransaction) throws {
        try Facts.remove(name, in: tx)
        try Notices.raise(
            Self.notice(
                name, cause, brand: account.brand, account: account.id, "\(account.name) on \(account.platform)"),
            id: id, now: now, in: tx)
    }

    private static func notice(
        _ name: String, _ cause: Cause?, brand: BrandID?, account: AccountID?, _ place: String
    ) -> NoticeDraft {
        let subject =
            switch cause {
            case .removed: "The credential of a removed account was not taken back"
            case .replaced: "The former credential of an account that was connected anew was not taken back"
            case .renewed: "A renewed credential that came too late to be used was not taken back"
            case nil: "A credential that nothing uses any more was not taken back"
            }
        return NoticeDraft(
            brand: brand, kind: kind, dedupe: name, severity: "warning", subject: subject,
            body: "\(place): until it is taken back in the account's settings there, it opens the account.",
            account: account)
    }

    /// Tells of all that an earlier run has left; gives how many those are, and the names of the facts of which no more
    /// could be read than their names. Those are told as well, and struck out: none keeps the others from being told.
    package static func tellLeft(
        _ ids: IDSource, now: Instant, in tx: any WriteTransaction
    ) throws -> (count: Int, unreadable: [String]) {
        let left = try Facts.all(beginning: "\(kind):", in: tx)
        var unreadable: [String] = []
        for (name, value) in left {
            let pending: PendingRevocation
            do {
                pending = try JSONText.decode(PendingRevocation.self, from: value)
            } catch {
                unreadable.append(name)
                try Facts.remove(name, in: tx)
                try Notices.raise(unread(name), id: ids.next(), now: now, in: tx)
                continue
            }
            try pending.tell(id: ids.next(), now: now, in: tx)
        }
        return (left.count, unreadable)
    }

    /// What a fact's name alone tells.
    private static func unread(_ name: String) -> NoticeDraft {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).dropFirst().map(String.init)
        let account = parts.count > 1 ? AccountID(parts[1]) : nil
        return notice(
            name, parts.first.flatMap(Cause.init), brand: nil, account: account,
            account.map { "Account \($0)" } ?? "An account that is not known any more")
    }
}
