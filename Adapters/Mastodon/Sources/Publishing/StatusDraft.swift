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
        visibility = Self.visibility(options[Option.visibility] ?? "public", below: request.parent, at: request.index)
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

    /// The pairs of warning and text a server may keep: a warning above no text becomes the text on Mastodon and servers
    /// like it (its service that posts statuses).
    var forms: [(warning: String, text: String)] {
        let isMoved = !warning.isEmpty && text.allSatisfy(\.isWhitespace)
        return [(warning, text)] + (isMoved ? [("", warning)] : [])
    }

    /// Why the text cannot be sent; nil when it can.
    ///
    /// Nobody wrote the name that is put before an answer, so no rule was held against the text with it.
    func overlength(_ written: String, _ facts: ServerFacts, _ limits: ContentLimits) -> Failure? {
        guard text != written, let most = limits.maximumText else { return nil }
        let measured = StatusLength(facts, limits).count(text, warning: warning)
        guard measured > most else { return nil }
        return Failure(
            "text-too-long",
            "With the name of the one who is answered the text has \(measured) of \(most) characters.")
    }

    /// The body of an edit: every field again, since what is left out is emptied, attachments and poll too.
    func editJSON(media: [String], attributes: [JSONValue], poll: JSONValue?) -> JSONValue {
        var fields: [String: JSONValue] = [
            "status": .string(text), "sensitive": .bool(isSensitive), "spoiler_text": .string(warning),
            "media_ids": .array(media.map(JSONValue.string)),
        ]
        if !attributes.isEmpty { fields["media_attributes"] = .array(attributes) }
        if let language { fields["language"] = .string(language) }
        if let poll { fields["poll"] = poll }
        return .object(fields)
    }

    private static func naming(_ author: String?, in text: String) -> String {
        guard let author, author.hasPrefix("@"), !text.lowercased().contains(author.lowercased()) else { return text }
        return "\(author) \(text)"
    }

    /// The wanted visibility, or a narrower one: an answer is not seen by more people than what it answers.
    ///
    /// What is answered may be seen by few where it is not known, or in a word nobody knows; only the next part of our own
    /// thread goes on as it was wanted.
    private static func visibility(_ wanted: String, below parent: Receipt?, at index: Int) -> String {
        guard let parent else { return wanted }
        let known = parent.values[StatusReading.Value.visibility]
        if known == nil && index > 0 { return wanted }
        let order = MastodonManifest.visibilities
        let limit = known.flatMap { order.contains($0) ? $0 : nil } ?? "private"
        guard let most = order.firstIndex(of: limit), let own = order.firstIndex(of: wanted), most > own else {
            return wanted
        }
        return limit
    }
}
