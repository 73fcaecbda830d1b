import SMMModel
import SMMTime

/// A new status as it was sent, read but not yet checked against what is there.
struct FakeMastodonDraft: Sendable {
    var text: String
    var spoiler: String
    var isSensitive: Bool
    var visibility: String
    var language: String?
    var media: [String]
    var poll: FakeMastodonPollDraft?
    var parent: String?
    var quoted: String?
    var quotePolicy: String
    var scheduledAt: Instant?

    /// Names the server knows; others are dropped without a word.
    static let names: Set<String> = [
        "status", "spoiler_text", "sensitive", "visibility", "language", "media_ids", "poll", "in_reply_to_id",
        "quoted_status_id", "quote_approval_policy", "scheduled_at", "content_type", "preview",
    ]

    init(
        _ fields: FakeMastodonFields, _ rules: FakeMastodonRules, _ usual: String?
    ) throws(FakeMastodonRefusal) {
        text = try fields.text("status") ?? ""
        spoiler = try fields.text("spoiler_text") ?? ""
        isSensitive = try fields.flag("sensitive") ?? false
        visibility = try fields.text("visibility") ?? usual ?? rules.defaultVisibility
        language = try fields.text("language")
        media = try fields.texts("media_ids") ?? []
        poll = rules.knowsPolls ? try FakeMastodonPollDraft(fields) : nil
        parent = try fields.text("in_reply_to_id")
        quoted = rules.knowsQuotes ? try fields.text("quoted_status_id") : nil
        quotePolicy = (rules.knowsQuotes ? try fields.text("quote_approval_policy") : nil) ?? "public"
        if let text = try fields.text("scheduled_at"), rules.scheduling != .ignored {
            guard let at = ISO8601.instant(text) else { throw .badField("scheduled_at") }
            scheduledAt = at
        }
        if rules.warnsOnlySensitive && !isSensitive { spoiler = "" }
        try check(rules)
        if text.isEmpty && !spoiler.isEmpty {
            text = spoiler
            spoiler = ""
        }
    }

    /// Whether there is nothing to say.
    private var isBlank: Bool { text.allSatisfy(\.isWhitespace) && spoiler.allSatisfy(\.isWhitespace) }

    private func check(_ rules: FakeMastodonRules) throws(FakeMastodonRefusal) {
        guard rules.visibilities.contains(visibility) else {
            throw .invalid(
                rules, "visibility", "ERR_INCLUSION", "Visibility is not included in the list",
                "Die Sichtbarkeit ist unbekannt")
        }
        if rules.needsMedia && media.isEmpty && parent == nil { throw .emptyStatus }
        guard !isBlank || !media.isEmpty else {
            throw .invalid(rules, "text", "ERR_BLANK", "Text can't be blank", "Der Text darf nicht leer sein")
        }
        guard FakeMastodonLength.count(spoiler, text, rules) <= rules.limits.text else {
            throw .invalid(
                rules, "text", "ERR_TOO_LONG", "Text character limit of \(rules.limits.text) exceeded",
                "Der Text überschreitet \(rules.limits.text) Zeichen")
        }
        guard spoiler.count <= rules.limits.warning ?? .max else {
            throw .invalid(
                rules, "spoiler_text", "ERR_TOO_LONG", "Spoiler text is too long", "Die Warnung ist zu lang")
        }
        guard poll == nil || (media.isEmpty && quoted == nil) else {
            throw .invalid(rules, "poll", "ERR_INVALID", "Polls cannot have media", "Umfragen haben keine Medien")
        }
        guard quoted == nil || media.isEmpty else {
            throw .invalid(rules, "quote", "ERR_INVALID", "Quotes cannot have media", "Zitate haben keine Medien")
        }
        guard ["public", "followers", "nobody"].contains(quotePolicy) else { throw .badField("quote_approval_policy") }
        if let language, !(2...3).contains(language.prefix { $0 != "-" }.count) { throw .badField("language") }
        try poll?.check(rules)
    }

    /// An edit of a status: what is not sent becomes empty, its visibility, parent and quote stay.
    init(
        editing status: FakeMastodonStatus, _ fields: FakeMastodonFields, _ rules: FakeMastodonRules
    ) throws(FakeMastodonRefusal) {
        text = try fields.text("status") ?? ""
        spoiler = try fields.text("spoiler_text") ?? ""
        isSensitive = try fields.flag("sensitive") ?? false
        visibility = status.visibility
        language = try fields.text("language")
        media = try fields.texts("media_ids") ?? (rules.editDropsMedia ? [] : status.media)
        poll = rules.knowsPolls ? try FakeMastodonPollDraft(fields) : nil
        parent = status.parent
        quoted = status.quoted
        quotePolicy = try fields.text("quote_approval_policy") ?? status.quotePolicy
        try check(rules)
    }

    /// A status somebody wrote elsewhere.
    init(text: String, spoiler: String, visibility: String, parent: String?, quoted: String?) {
        self.text = text
        self.spoiler = spoiler
        isSensitive = false
        self.visibility = visibility
        media = []
        self.parent = parent
        self.quoted = quoted
        quotePolicy = "public"
    }
}
