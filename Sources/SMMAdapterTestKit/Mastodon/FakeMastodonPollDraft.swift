/// A new poll as it was sent.
struct FakeMastodonPollDraft: Sendable, Hashable {
    let options: [String]
    let seconds: Int
    let isMultiple: Bool
    let hidesTotals: Bool

    /// The poll among the fields of a status; nil when there is none.
    init?(_ fields: FakeMastodonFields) throws(FakeMastodonRefusal) {
        guard let poll = try fields.inside("poll") else { return nil }
        guard let options = try poll.texts("options"), let seconds = try poll.whole("expires_in") else {
            throw .badField("poll")
        }
        self.options = options
        self.seconds = seconds
        isMultiple = try poll.flag("multiple") ?? false
        hidesTotals = try poll.flag("hide_totals") ?? false
    }

    func check(_ rules: FakeMastodonRules) throws(FakeMastodonRefusal) {
        let limits = rules.limits
        guard (2...max(2, limits.pollOptions)).contains(options.count), Set(options).count == options.count,
            options.allSatisfy({ (1...max(1, limits.pollOption)).contains($0.count) }),
            limits.pollSeconds.contains(seconds)
        else {
            throw .invalid(rules, "poll", "ERR_INVALID", "Poll is invalid", "Die Umfrage ist ungültig")
        }
    }
}
