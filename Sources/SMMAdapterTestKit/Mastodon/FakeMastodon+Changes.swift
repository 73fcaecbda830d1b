import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// A status of this account that stands.
    func own(_ id: String, _ me: String) throws(FakeMastodonRefusal) -> FakeMastodonStatus {
        guard let status = standing(id), status.account == me else { throw .notFound }
        return status
    }

    mutating func edit(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let before = try own(call.id, me)
        let fields = try call.fields(rules)
        // The server reads an edit as a whole status: what is left out becomes empty, but for visibility and parent.
        let draft = try FakeMastodonDraft(editing: before, fields, rules)
        var status = before
        status.text = draft.text
        status.spoiler = draft.spoiler
        status.isSensitive = draft.isSensitive || !draft.spoiler.isEmpty
        status.language = draft.language ?? before.language
        status.quotePolicy = draft.quotePolicy
        status.media = draft.media
        status.mentions = mentions(draft.text, call.domain)
        _ = try attachable(draft.media, me, to: before.id, now: now)
        status.poll = editedPoll(before, draft, now: now)
        let isMediaChanged = try changeAttached(fields, status)
        if status != before || isMediaChanged {
            status.edits += 1
            status.editedAt = now
            changeCount += 1
        }
        attach(status.media, to: status.id, insteadOf: before.media)
        replace(status)
        return FakeReply.json(200, view(status, call, me, now: now))
    }

    /// The poll after an edit: other choices begin anew.
    private mutating func editedPoll(
        _ before: FakeMastodonStatus, _ draft: FakeMastodonDraft, now: Instant
    ) -> FakeMastodonPoll? {
        guard let poll = draft.poll else { return nil }
        let isSame = before.poll?.options == poll.options && before.poll?.isMultiple == poll.isMultiple
        if isSame, var known = before.poll {
            known.hidesTotals = poll.hidesTotals
            return known
        }
        return FakeMastodonPoll(
            id: before.poll?.id ?? ids.other(rules.ids, now: now), options: poll.options,
            endsAt: now + .seconds(Int64(poll.seconds)), isMultiple: poll.isMultiple, hidesTotals: poll.hidesTotals)
    }

    /// `media_attributes`: descriptions and focus of what is attached. Whether anything became different.
    private mutating func changeAttached(
        _ fields: FakeMastodonFields, _ status: FakeMastodonStatus
    ) throws(FakeMastodonRefusal) -> Bool {
        var changed: [FakeMastodonMedium] = []
        for group in try fields.groups("media_attributes") ?? [] {
            let id = try group.needed("id")
            guard status.media.contains(id), var medium = media[id] else { throw .missing(rules, rules.missingMedia) }
            try change(&medium, group)
            if medium != media[id] { changed.append(medium) }
        }
        for medium in changed { media[medium.id] = medium }
        return !changed.isEmpty
    }

    private mutating func attach(_ ids: [String], to status: String, insteadOf before: [String]) {
        for id in before where !ids.contains(id) { media[id]?.status = nil }
        for id in ids { media[id]?.status = status }
    }

    private mutating func replace(_ status: FakeMastodonStatus) {
        if let place = index[status.id], statuses.indices.contains(place) { statuses[place] = status }
    }

    mutating func delete(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        var status = try own(call.id, me)
        let dropsMedia = try call.query(rules).flag("delete_media") ?? false
        guard case .object(var members) = view(status, call, me, now: now) else { throw .notFound }
        // The source, so that a client can write it again.
        members["text"] = .string(status.text)
        status.deletedAt = now
        changeCount += 1
        replace(status)
        for id in status.media {
            media[id]?.status = nil
            if dropsMedia { media[id] = nil }
        }
        return FakeReply.json(200, .object(members))
    }

    mutating func favourite(
        _ call: FakeMastodonCall, _ me: String, isOn: Bool, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        var status = try visible(call.id, to: me)
        if isOn {
            if status.favourites.insert(me).inserted, status.account != me {
                notify(status.account, "favourite", from: me, status: status.id, now: now)
            }
        } else {
            status.favourites.remove(me)
        }
        replace(status)
        return FakeReply.json(200, view(status, call, me, now: now))
    }

    mutating func changePolicy(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard rules.knowsQuotes else { throw .notFound }
        var status = try own(call.id, me)
        let policy = try call.fields(rules).needed("quote_approval_policy")
        guard ["public", "followers", "nobody"].contains(policy) else { throw .badField("quote_approval_policy") }
        status.quotePolicy = policy
        replace(status)
        return FakeReply.json(200, view(status, call, me, now: now))
    }

    mutating func vote(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard var status = statuses.first(where: { $0.poll?.id == call.id && $0.deletedAt == nil }),
            isVisible(status, to: me), var poll = status.poll
        else { throw .notFound }
        let texts = try call.fields(rules).choices("choices")
        guard poll.endsAt > now, poll.votes[me] == nil, status.account != me, !texts.isEmpty,
            texts.count == 1 || poll.isMultiple, texts.allSatisfy(poll.options.indices.contains)
        else {
            throw .invalid(rules, "choices", "ERR_INVALID", "You cannot vote like that", "So kann man nicht stimmen")
        }
        poll.votes[me] = texts
        status.poll = poll
        replace(status)
        return FakeReply.json(200, view(poll, me, now: now))
    }
}
