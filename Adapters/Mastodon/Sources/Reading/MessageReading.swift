import SMMAdapterKit
import SMMModel
import SMMTime

/// Turns statuses and notifications into messages.
struct MessageReading: Sendable {
    /// The account's own id, where it is known.
    let own: String?
    /// The name behind the second `@` of the server's own accounts.
    let domain: String
    /// The time given to what has none that can be read.
    let now: Instant

    /// A status somebody wrote towards the account.
    func message(_ status: StatusReading, kind: RemoteMessage.Kind, conversation: String? = nil) -> RemoteMessage? {
        guard let account = AccountReading(status.account) else { return nil }
        let author = account.author(domain: domain)
        let isOwn = account.id == own
        return RemoteMessage(
            remoteID: status.id, kind: kind, author: author, text: words(status), language: status.language,
            at: status.createdAt ?? now, url: status.url, parent: status.parent, conversation: conversation,
            receipt: status.receipt(author: isOwn ? nil : author.handle), isOwn: isOwn)
    }

    /// A notification; nil when it says nothing that can be shown.
    func message(_ notification: JSONValue) -> RemoteMessage? {
        guard let id = RemoteID.read(notification["id"]), let type = notification["type"]?.filled,
            let account = AccountReading(notification["account"])
        else { return nil }
        let status = StatusReading(notification["status"])
        if type == "mention" || type == "quote", let status { return message(status, kind: kind(type, status)) }
        let at = notification["created_at"]?.string.flatMap { ISO8601.instant($0) } ?? now
        return RemoteMessage(
            remoteID: id, kind: Self.kinds[type] ?? RemoteMessage.Kind(rawValue: String(type.prefix(64))),
            author: account.author(domain: domain), at: at, url: status?.url ?? account.url, parent: status?.id,
            isOwn: account.id == own)
    }

    private func kind(_ type: String, _ status: StatusReading) -> RemoteMessage.Kind {
        if type == "quote" { return .quote }
        if status.visibility == "direct" { return .directMessage }
        return own != nil && status.parentAccount == own ? .comment : .mention
    }

    /// The words below their warning.
    private func words(_ status: StatusReading) -> String {
        status.warning.isEmpty ? status.text : "\(status.warning)\n\n\(status.text)"
    }

    /// Names of notifications that mean what another platform's do; the others keep their own.
    private static let kinds: [String: RemoteMessage.Kind] = [
        "favourite": .like, "reblog": .repost, "follow": .follow, "follow_request": .followRequest,
    ]
}
