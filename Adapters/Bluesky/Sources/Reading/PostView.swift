import SMMAdapterKit
import SMMModel
import SMMTime

/// Reads posts as the application shows them (lexicon `app.bsky.feed.defs#postView`).
enum PostView {
    /// The counts of a post; nil when the view has no URI.
    static func metrics(_ json: JSONValue) -> PostMetrics? {
        guard let uri = json["uri"]?.word else { return nil }
        return PostMetrics(
            remoteID: uri, likes: json["likeCount"]?.count, reposts: json["repostCount"]?.count,
            replies: json["replyCount"]?.count, quotes: json["quoteCount"]?.count,
            bookmarks: json["bookmarkCount"]?.count)
    }

    /// What an answer to a post needs: its URI and CID, and the first post of its thread.
    static func receipt(_ uri: String, _ cid: String?, _ record: JSONValue?, _ seat: Seat) -> Receipt {
        var values: [String: String] = [:]
        if let root = StrongReference(record?["reply"]?["root"]) {
            values["root-uri"] = root.uri
            values["root-cid"] = root.cid
        }
        return Receipt(remoteID: uri, url: seat.permalink(uri), version: cid, values: values)
    }

    /// When a record says that it was made.
    static func time(_ record: JSONValue?) -> Instant? {
        (record?["createdAt"]?.string).flatMap { ISO8601.instant($0) }
    }

    /// How many media a record shows.
    static func media(_ record: JSONValue) -> Int {
        let embed = record["embed"]
        let shown = embed?.type == "app.bsky.embed.recordWithMedia" ? embed?["media"] : embed
        if let images = shown?["images"]?.elements ?? shown?["items"]?.elements { return images.count }
        return shown?["video"] == nil ? 0 : 1
    }

    /// An answer below a post; nil when it lacks what names it.
    static func comment(_ json: JSONValue, _ seat: Seat) -> RemoteMessage? {
        guard let uri = json["uri"]?.word, RecordURI(uri) != nil, let author = RemoteAuthor(json["author"], seat),
            let record = json["record"],
            let at = (json["indexedAt"]?.string).flatMap({ ISO8601.instant($0) }) ?? time(record)
        else { return nil }
        return RemoteMessage(
            remoteID: uri, kind: .comment, author: author, text: record["text"]?.string ?? "",
            language: record["langs"]?.elements?.first?.word, at: at, url: seat.permalink(uri),
            parent: record["reply"]?["parent"]?["uri"]?.word, conversation: record["reply"]?["root"]?["uri"]?.word,
            receipt: receipt(uri, json["cid"]?.string, record, seat), isOwn: author.remoteID == seat.did)
    }
}
