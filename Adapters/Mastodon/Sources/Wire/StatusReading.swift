import SMMAdapterKit
import SMMModel
import SMMTime

/// A status as a server tells it. Everything but the id may be missing.
struct StatusReading: Sendable {
    /// The names under which a receipt keeps what an edit, a reply or a comparison needs.
    enum Value {
        static let media = "media"
        static let hashes = "media-sha256"
        static let visibility = "visibility"
        static let uri = "uri"
        /// The full name of the writer, where it is somebody else: who answers must name them.
        static let author = "author"
    }

    let id: String
    private let body: JSONValue

    /// The status; nil unless it has a usable id and something only a status has.
    init?(_ body: JSONValue?) {
        guard let body, let id = RemoteID.read(body["id"]),
            body["account"]?.members != nil || body["content"]?.string != nil || body["uri"]?.string != nil
        else { return nil }
        self.id = id
        self.body = body
    }

    /// The words as plain text.
    var text: String { PlainText.of(body["content"]?.string ?? "") }
    var warning: String { body["spoiler_text"]?.string ?? "" }
    var isSensitive: Bool { body["sensitive"]?.bool ?? false }
    var language: String? { body["language"]?.filled }
    var visibility: String? { body["visibility"]?.filled.map { String($0.prefix(32)) } }
    var parent: String? { RemoteID.read(body["in_reply_to_id"]) }
    var parentAccount: String? { RemoteID.read(body["in_reply_to_account_id"]) }
    var createdAt: Instant? { body["created_at"]?.string.flatMap { ISO8601.instant($0) } }
    /// The poll as the server tells it.
    var poll: JSONValue? { body["poll"].flatMap { $0.members == nil ? nil : $0 } }
    var media: [JSONValue] { body["media_attachments"]?.elements ?? [] }
    var mediaIDs: [String] { media.compactMap { RemoteID.read($0["id"]) } }
    var account: JSONValue? { body["account"] }
    /// The address people open.
    var url: String? { Self.address(body["url"]) ?? Self.address(body["uri"]) }

    /// Whether it shows somebody's status again, under an id of its own.
    var isRepost: Bool { body["reblog"]?.members != nil }

    /// How people took it.
    var metrics: PostMetrics {
        PostMetrics(
            remoteID: id, likes: body["favourites_count"]?.count, reposts: body["reblogs_count"]?.count,
            replies: body["replies_count"]?.count, quotes: body["quotes_count"]?.count)
    }

    /// What it is known by from now on. `hashes` are those of its media in order, where we sent them.
    func receipt(hashes: [String] = [], author: String? = nil) -> Receipt {
        var values: [String: String] = [:]
        let media = mediaIDs
        if !media.isEmpty { values[Value.media] = media.joined(separator: ",") }
        // Without one hash per attachment it is not known which is which.
        if !hashes.isEmpty && hashes.count == media.count { values[Value.hashes] = hashes.joined(separator: ",") }
        values[Value.visibility] = visibility
        values[Value.uri] = Self.address(body["uri"])
        values[Value.author] = author
        return Receipt(
            remoteID: id, url: url, version: body["edited_at"]?.filled.map { String($0.prefix(64)) }, values: values)
    }

    /// A web address; nil for what is none, so that nothing else is shown as a link.
    static func address(_ value: JSONValue?) -> String? { value?.filled.flatMap(WebAddress.checked) }
}
