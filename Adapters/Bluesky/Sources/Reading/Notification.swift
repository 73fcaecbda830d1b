import SMMAdapterKit
import SMMModel
import SMMTime

/// One notification (lexicon `app.bsky.notification.listNotifications#notification`).
enum Notification {
    /// The notification as a message; nil when it lacks what names it.
    static func message(_ json: JSONValue, _ seat: Seat) -> RemoteMessage? {
        guard let uri = json["uri"]?.word, RecordURI(uri) != nil, let reason = json["reason"]?.word,
            let author = RemoteAuthor(json["author"], seat)
        else { return nil }
        let record = json["record"]
        guard let at = (json["indexedAt"]?.string).flatMap({ ISO8601.instant($0) }) ?? PostView.time(record) else {
            return nil
        }
        let kind = kind(reason)
        let isWords = [.comment, .mention, .quote].contains(kind)
        let receipt = PostView.receipt(uri, json["cid"]?.string, record, seat)
        let root = StrongReference(record?["reply"]?["root"])
        let subject = json["reasonSubject"]?.word ?? record?["subject"]?["uri"]?.word
        return RemoteMessage(
            remoteID: uri, kind: kind, author: author, text: isWords ? record?["text"]?.string ?? "" : "",
            language: isWords ? record?["langs"]?.elements?.first?.word : nil, at: at,
            url: isWords ? seat.permalink(uri) : nil,
            parent: isWords ? record?["reply"]?["parent"]?["uri"]?.word ?? subject : subject,
            conversation: isWords ? root?.uri ?? uri : nil, receipt: isWords ? receipt : nil,
            isOwn: author.remoteID == seat.did)
    }

    /// The reasons of the lexicon in our words; one nobody knew stays as it is.
    static func kind(_ reason: String) -> RemoteMessage.Kind {
        switch reason {
        case "reply": .comment
        case "mention": .mention
        case "quote": .quote
        case "like", "like-via-repost": .like
        case "repost", "repost-via-repost": .repost
        case "follow": .follow
        default: RemoteMessage.Kind(rawValue: reason)
        }
    }
}
