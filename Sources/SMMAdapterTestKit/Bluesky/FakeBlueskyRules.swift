package import SMMModel

/// How the fake server behaves when nothing is scripted: the switches of observed-behaviour, "Bluesky", and the
/// limits of the fact sheet, section 5.
package struct FakeBlueskyRules: Sendable, Hashable, Codable {
    /// The form of error answers.
    package enum ErrorBody: String, Sendable, Hashable, Codable {
        /// `{"error":"Name","message":"…"}`
        case xrpc
        /// The message alone as text/plain: no error name at all.
        case plain
    }

    /// What `createRecord` does where a record stands already.
    package enum TakenKey: String, Sendable, Hashable, Codable {
        /// 400
        case refuse
        /// 200, and the old record is gone.
        case overwrite
        /// 500 InternalServerError
        case fail
    }

    /// What `swapRecord: null` does where a record stands already.
    package enum NullSwap: String, Sendable, Hashable, Codable {
        /// Nothing.
        case ignored
        /// 400 InvalidSwap, unless the record is the same.
        case refusesOther = "refuses-other"
    }

    /// What `refreshSession` does to the old tokens.
    package enum Refresh: String, Sendable, Hashable, Codable {
        /// The old refresh token works for `refreshGrace` and yields the same next token; access tokens live on.
        case grace
        /// Both old tokens die at once.
        case kills
    }

    /// The form of error answers.
    package var errorBody = ErrorBody.xrpc
    /// Whether every error has status 400, whatever it is.
    package var onlyBadRequest = false
    /// What `createRecord` does on a taken key.
    package var takenKey = TakenKey.fail
    /// What `swapRecord: null` does on a taken key.
    package var nullSwap = NullSwap.refusesOther
    /// Whether records that break their lexicon are refused.
    package var checksRecords = true
    /// Whether deleting what is not there is a 400.
    package var refusesMissingDelete = false
    /// What refreshing does to the old tokens.
    package var refresh = Refresh.grace
    /// How long an old refresh token still works.
    package var refreshGrace: Milliseconds = .hours(2)
    /// How long an access token lives.
    package var accessLife: Milliseconds = .minutes(120)
    /// How long a refresh token lives.
    package var refreshLife: Milliseconds = .days(90)
    /// The status of `ExpiredToken` on an access token.
    package var expiredStatus = 400
    /// Whether answers tell the budget (`RateLimit-*`, reset in epoch seconds).
    package var hasRateHeaders = true
    /// Whether a 429 says when to come back.
    package var hasRetryAfter = true
    /// Points for writes in an hour: create 3, update 2, delete 1.
    package var pointsPerHour = 5000
    /// Points for writes in a day.
    package var pointsPerDay = 35_000
    /// Logins per account in 5 minutes.
    package var loginsPerWindow = 30
    /// Logins per account in a day.
    package var loginsPerDay = 300
    /// Requests in 5 minutes, all callers together, as all come from one address; nil for no limit.
    package var requestsPerWindow: Int?
    /// How long a new record stays out of `listRecords`.
    package var listingLag: Milliseconds = .zero
    /// How long after the event a notification is listed.
    package var notificationDelay: Milliseconds = .zero
    /// Whether notifications come out of order, every second one twice as late.
    package var scramblesNotifications = false
    /// How long after it was sent a direct message is in the log, every second one twice as long.
    package var messageDelay: Milliseconds = .zero
    /// The most bytes of a blob.
    package var blobLimit = 5 << 20
    /// How long a blob waits for a record that names it.
    package var blobLife: Milliseconds = .hours(1)
    /// Blobs per account in a day.
    package var blobsPerDay = 1000
    /// The most bytes of a JSON body.
    package var jsonLimit = 1_000_000
    /// The chat service as `atproto-proxy` must name it; nil for a server without.
    package var chatService: String? = "did:web:api.bsky.chat#bsky_chat"
    /// What the id in every session's token begins with, as `MARK_access_…`, so that it can be searched for; nil for
    /// `access-…`.
    package var secretMark: String?
    /// The video service.
    package var video = FakeBlueskyVideoRules()

    /// The reference server's rules.
    package init() {}
}
