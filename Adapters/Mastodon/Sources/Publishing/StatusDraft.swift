import SMMAdapterKit
import SMMModel

/// What one part becomes on a server: the parameters of a status, composed the same way for sending, editing and
/// comparing.
struct StatusDraft: Sendable, Hashable {
    var text: String
    var warning: String
    var isSensitive: Bool
    var visibility: String
    var language: String?
    var poll: PollDraft?
    var quote: QuoteTarget?
    var parent: String?
    private typealias Option = MastodonManifest.Option

    /// The draft of a request.
    ///
    /// An answer to somebody names them, else they are not told of it, and is not seen by more people than what it
    /// answers. Poll and quote belong to the first part of a thread.
    init(_ request: PublishRequest) {
        let options = request.options
        let author = request.parent?.values[StatusReading.Value.author]
        text = Self.naming(author, in: request.part.text)
        warning = options[Option.contentWarning] ?? ""
        isSensitive = options[Option.sensitive] == "true" || !warning.isEmpty
        visibility = Self.narrower(
            options[Option.visibility] ?? "public", request.parent?.values[StatusReading.Value.visibility])
        language = LanguageTag.primary(options[Option.language] ?? request.language)
        if request.index == 0 {
            poll = PollDraft(options)
            quote = options[Option.quote].flatMap { QuoteTarget($0) }
        }
        parent = request.parent?.remoteID
    }

    /// The body of a new status. `quoted` is the id of what is quoted, looked up before.
    func json(media: [String], quoted: String?) -> JSONValue {
        var fields: [String: JSONValue] = [
            "status": .string(text), "visibility": .string(visibility), "sensitive": .bool(isSensitive),
        ]
        if !warning.isEmpty { fields["spoiler_text"] = .string(warning) }
        if let language { fields["language"] = .string(language) }
        if !media.isEmpty { fields["media_ids"] = .array(media.map(JSONValue.string)) }
        if let parent { fields["in_reply_to_id"] = .string(parent) }
        if let poll { fields["poll"] = poll.json }
        if let quoted { fields["quoted_status_id"] = .string(quoted) }
        return .object(fields)
    }

    /// The body of an edit: every field again, since what is left out is emptied, attachments too.
    func editJSON(media: [String], attributes: [JSONValue]) -> JSONValue {
        var fields: [String: JSONValue] = [
            "status": .string(text), "sensitive": .bool(isSensitive), "spoiler_text": .string(warning),
            "media_ids": .array(media.map(JSONValue.string)),
        ]
        if !attributes.isEmpty { fields["media_attributes"] = .array(attributes) }
        if let language { fields["language"] = .string(language) }
        if let poll { fields["poll"] = poll.json }
        return .object(fields)
    }

    private static func naming(_ author: String?, in text: String) -> String {
        guard let author, author.hasPrefix("@"), !text.lowercased().contains(author.lowercased()) else { return text }
        return "\(author) \(text)"
    }

    private static func narrower(_ wanted: String, _ parent: String?) -> String {
        let order = MastodonManifest.visibilities
        guard let parent, let limit = order.firstIndex(of: parent), let own = order.firstIndex(of: wanted),
            limit > own
        else { return wanted }
        return parent
    }
}
