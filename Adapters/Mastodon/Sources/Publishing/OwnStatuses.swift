import SMMAdapterKit
import SMMModel

/// The account's own statuses, read from the newest back.
struct OwnStatuses {
    /// The most pages of 40 that are read for one question.
    static let maximumPages = 25

    let session: ServerSession
    let account: String

    /// What was read.
    struct Reading {
        var statuses: [StatusReading] = []
        /// Whether nothing that belongs to the window can have been left out.
        var isWhole = false
        /// How far the server's clock is ahead of ours, where it said.
        var skew: Milliseconds?
    }

    /// The question for the newest page, reposts too: the newest id of any kind is a boundary.
    static func first(_ session: ServerSession, account: String) -> HTTPRequest {
        session.get("/api/v1/accounts/\(account)/statuses", [("limit", "40")])
    }

    /// The id of the account on its server, asked for where it is not known.
    static func account(_ facts: ServerFacts, _ session: ServerSession) async throws(Obstacle) -> String {
        if let id = facts.accountID { return id }
        let answer = try await session.ask(session.verification)
        guard let id = RemoteID.read(answer.body["id"]) else {
            throw .again(after: nil, session.outcomes.failure(of: answer.response))
        }
        return id
    }

    /// Everything since `sent` was sent: behind the status noted before, or, where none was, made at or after `from`.
    func read(since sent: PublishRequest, from: Instant) async throws(Obstacle) -> Reading {
        let noted = sent.steps[MastodonAdapter.Step.newest]
        // An account that had no status is read to its end.
        if noted == MastodonAdapter.Step.none {
            return try await read(after: nil, from: Instant(milliseconds: .min))
        }
        return try await read(after: noted, from: from)
    }

    /// Everything newer than `newest`, or, where that was not noted, made at or after `from`.
    ///
    /// The boundary is asked for by `since_id` and looked for in what comes: some servers pass over the parameter.
    func read(after newest: String?, from: Instant) async throws(Obstacle) -> Reading {
        var reading = Reading()
        var before: String?
        for _ in 0..<Self.maximumPages {
            let answer = try await session.ask(page(before: before, after: newest))
            guard let list = answer.body.elements else {
                throw .again(after: nil, session.outcomes.failure(of: answer.response))
            }
            reading.skew = reading.skew ?? session.skew(answer.response)
            if list.isEmpty {
                reading.isWhole = true
                return reading
            }
            let ids = list.compactMap { RemoteID.read($0["id"]) }
            guard ids.count == list.count, let oldest = ids.min(by: { RemoteID.isOlder($0, than: $1) }) else {
                throw .again(after: nil, session.outcomes.failure(of: answer.response))
            }
            let statuses = list.compactMap { StatusReading($0) }
            let fresh = statuses.filter { isInside($0, newest, from, reading.skew) }
            // Some servers pass over the parameter that leaves them out, and show the other's words as the account's.
            reading.statuses += fresh.filter { !$0.isRepost }
            if fresh.count < statuses.count {
                reading.isWhole = true
                return reading
            }
            // A page that does not go back would be asked for without end.
            if let before, !RemoteID.isOlder(oldest, than: before) { return reading }
            before = oldest
        }
        return reading
    }

    /// Whether what was read without finding what `sent` made proves that it made nothing.
    ///
    /// Only what reaches back to the boundary can. An empty listing proves nothing where listing was never seen to work:
    /// some servers answer what they do not have with an empty array. None proves that a direct status is not there:
    /// servers may leave those out. With media the newest status must have been noted: time bounds the last send alone,
    /// and a refusal of media that an earlier send made a status of would be met again and again.
    static func proves(absenceOf sent: PublishRequest, _ facts: ServerFacts, _ reading: Reading) -> Bool {
        guard reading.isWhole, StatusDraft(sent).visibility != "direct" else { return false }
        let noted = sent.steps[MastodonAdapter.Step.newest]
        guard noted != nil || sent.part.media.isEmpty else { return false }
        let wasListed = noted != nil && noted != MastodonAdapter.Step.none
        return facts.listingIsComplete || wasListed || !reading.statuses.isEmpty
    }

    private func page(before: String?, after: String?) -> HTTPRequest {
        var query = [(name: "limit", value: "40"), (name: "exclude_reblogs", value: "true")]
        if let before { query.append((name: "max_id", value: before)) }
        if let after { query.append((name: "since_id", value: after)) }
        return session.get("/api/v1/accounts/\(account)/statuses", query)
    }

    private func isInside(_ status: StatusReading, _ newest: String?, _ from: Instant, _ skew: Milliseconds?) -> Bool {
        if let newest { return RemoteID.isOlder(newest, than: status.id) }
        // Without a readable time it is looked at rather than passed over.
        guard let at = status.createdAt else { return true }
        return at - (skew ?? .zero) >= from
    }
}
