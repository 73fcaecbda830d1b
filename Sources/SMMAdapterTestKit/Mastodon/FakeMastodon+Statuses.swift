import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    mutating func create(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let key = call.header("idempotency-key")
        let place = key.map { me + "\n" + $0 }
        if let place, let known = seen[place], known.storedAt <= now, now - known.storedAt < rules.keyWindow {
            switch rules.keys {
            case .honoured: return try repeated(known, call, me, now: now)
            case .refused: throw .repeatedKey
            case .ignored: break
            }
        }
        if rules.keys == .refused, let place { seen[place] = FakeMastodonSeen(made: nil, storedAt: now) }
        let fields = try call.fields(rules)
        noteDropped(fields)
        let draft = try FakeMastodonDraft(fields, rules, accounts[me]?.visibility)
        try check(draft, me, call, now: now)
        if rules.knowsPreview, try fields.flag("preview") == true {
            var copy = self
            let status = copy.insert(draft, me, key: nil, domain: call.domain, now: now)
            return FakeReply.json(200, copy.view(status, call, me, now: now))
        }
        if let at = draft.scheduledAt, at > now { return try schedule(draft, at, me, key, call, now: now) }
        let status = insert(draft, me, key: key, domain: call.domain, now: now)
        if rules.keys == .honoured, let place {
            seen[place] = FakeMastodonSeen(made: status.id, storedAt: now + rules.keyStoreDelay)
        }
        if rules.answersEmptyList { return FakeReply.json(200, .array([])) }
        return FakeReply.json(200, view(status, call, me, now: now))
    }

    private mutating func noteDropped(_ fields: FakeMastodonFields) {
        var unknown = Set(fields.names).subtracting(FakeMastodonDraft.names)
        if !rules.knowsQuotes, fields.has("quoted_status_id") { unknown.insert("quoted_status_id") }
        if !rules.knowsPolls, fields.has("poll") { unknown.insert("poll") }
        droppedFields.formUnion(unknown)
    }

    private func repeated(
        _ known: FakeMastodonSeen, _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        if let waiting = scheduled.first(where: { $0.id == known.made }) { return FakeReply.json(200, view(waiting)) }
        guard let id = known.made, let status = standing(id) else { throw .notFound }
        var response = FakeReply.json(200, view(status, call, me, now: now))
        if rules.marksRepeats { response.headers.append(HTTPField("idempotent-replayed", "true")) }
        return response
    }

    /// Whether what a draft names is there.
    private func check(
        _ draft: FakeMastodonDraft, _ me: String, _ call: FakeMastodonCall, now: Instant
    ) throws(FakeMastodonRefusal) {
        _ = try attachable(draft.media, me, now: now)
        if let parent = draft.parent {
            guard let status = standing(parent), isVisible(status, to: me) else {
                throw .missing(rules, rules.missingParent)
            }
        }
        guard let quoted = draft.quoted else { return }
        let status = try visible(quoted, to: me)
        let isOwn = status.account == me
        guard isOwn || status.quotePolicy == "public", status.visibility != "direct" else { throw .notAllowed }
        guard draft.visibility != "direct" || isOwn || mentions(draft.text, call.domain).contains(status.account) else {
            throw .invalid(rules, "quote", "ERR_INVALID", "Quoted author not mentioned", "Zitierte Person fehlt")
        }
    }

    private mutating func schedule(
        _ draft: FakeMastodonDraft, _ at: Instant, _ me: String, _ key: String?, _ call: FakeMastodonCall, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard at - now >= .minutes(5) else {
            throw .invalid(
                rules, "scheduled_at", "ERR_INVALID", "Scheduled at must be in the future", "Der Termin ist zu nah")
        }
        let waiting = FakeMastodonScheduled(
            id: ids.other(rules.ids, now: now), account: me, at: at, draft: draft, domain: call.domain, key: key)
        scheduled.append(waiting)
        if rules.keys == .honoured, let key {
            seen[me + "\n" + key] = FakeMastodonSeen(made: waiting.id, storedAt: now + rules.keyStoreDelay)
        }
        return FakeReply.json(200, view(waiting))
    }

    /// Publishes what was kept until now.
    mutating func publishScheduled(now: Instant) {
        let due = scheduled.filter { $0.at <= now }
        scheduled.removeAll { $0.at <= now }
        for waiting in due {
            _ = insert(waiting.draft, waiting.account, key: waiting.key, domain: waiting.domain, now: waiting.at)
        }
    }

    func scheduledStatuses(_ me: String) -> HTTPResponse {
        FakeReply.json(200, .array(scheduled.filter { $0.account == me }.map { view($0) }))
    }

    private func view(_ waiting: FakeMastodonScheduled) -> FakeJSON {
        .object([
            "id": .string(waiting.id), "scheduled_at": .string(FakeMastodonTime.milliseconds(waiting.at)),
            "params": .object([
                "text": .string(waiting.draft.text), "visibility": .string(waiting.draft.visibility),
                "in_reply_to_id": .text(waiting.draft.parent),
            ]),
            "media_attachments": .array([]),
        ])
    }

    /// Makes a status visible and tells whom it concerns.
    mutating func insert(
        _ draft: FakeMastodonDraft, _ me: String, key: String?, isByHand: Bool = false, domain: String, now: Instant
    ) -> FakeMastodonStatus {
        let past = draft.scheduledAt.flatMap { rules.scheduling == .backdates && $0 < now ? $0 : nil }
        let id = past.map { ids.backdated(rules.ids, to: $0) } ?? ids.status(rules.ids, now: now)
        let poll = draft.poll.map {
            FakeMastodonPoll(
                id: ids.other(rules.ids, now: now), options: $0.options, endsAt: now + .seconds(Int64($0.seconds)),
                isMultiple: $0.isMultiple, hidesTotals: $0.hidesTotals)
        }
        let status = FakeMastodonStatus(
            id: id, account: me, text: draft.text, spoiler: draft.spoiler,
            isSensitive: draft.isSensitive || !draft.spoiler.isEmpty, visibility: visibility(draft, me),
            language: draft.language, media: draft.media, poll: poll, parent: draft.parent, quoted: draft.quoted,
            quotePolicy: draft.quotePolicy, createdAt: past ?? now, madeAt: now,
            mentions: mentions(draft.text, domain),
            conversation: draft.parent.flatMap { standing($0)?.conversation } ?? "c" + id, isByHand: isByHand, key: key,
            firstText: draft.text, firstMedia: draft.media.compactMap { media[$0]?.sha256 })
        append(status)
        for medium in draft.media { media[medium]?.status = id }
        for account in status.mentions where account != me {
            notify(account, "mention", from: me, status: id, now: now)
        }
        if let quoted = draft.quoted.flatMap({ standing($0) }), quoted.account != me {
            notify(quoted.account, "quote", from: me, status: id, now: now)
        }
        return status
    }

    /// The visibility a status really gets: silenced accounts are not public, and a quote of what is for followers is
    /// for followers at most.
    private func visibility(_ draft: FakeMastodonDraft, _ me: String) -> String {
        let isOpen = draft.visibility == "public" || draft.visibility == "unlisted"
        if isOpen, let quoted = draft.quoted.flatMap({ standing($0) }), quoted.visibility == "private" {
            return "private"
        }
        return draft.visibility == "public" && accounts[me]?.isSilenced == true ? "unlisted" : draft.visibility
    }

    private mutating func append(_ status: FakeMastodonStatus) {
        index[status.id] = statuses.count
        statuses.append(status)
    }

    /// Makes the same status again under another id: the server's own mistake.
    mutating func again(_ status: FakeMastodonStatus, now: Instant) {
        append(
            FakeMastodonStatus(
                id: ids.status(rules.ids, now: now), account: status.account, text: status.text,
                spoiler: status.spoiler, isSensitive: status.isSensitive, visibility: status.visibility,
                language: status.language, media: status.media, poll: status.poll, parent: status.parent,
                quoted: status.quoted, quotePolicy: status.quotePolicy, createdAt: now, madeAt: now,
                mentions: status.mentions, conversation: status.conversation, isByHand: false,
                key: status.key,
                firstText: status.firstText, firstMedia: status.firstMedia))
    }

    /// Ids of the accounts a text names, each once.
    func mentions(_ text: String, _ domain: String) -> [String] {
        var found: [String] = []
        for (_, word) in FakeMastodonWord.split(text) {
            guard case .mention(let name, let server) = word, let account = find(name, server, domain),
                !found.contains(account.id)
            else { continue }
            found.append(account.id)
        }
        return found
    }
}
