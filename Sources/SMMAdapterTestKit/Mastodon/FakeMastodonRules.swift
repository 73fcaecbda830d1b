package import SMMModel

/// How a fake server behaves that speaks the Mastodon API: each switch is one behaviour real servers were seen with.
package struct FakeMastodonRules: Sendable, Hashable, Codable {
    /// What becomes of an `Idempotency-Key`.
    package enum Keys: String, Sendable, Hashable, Codable, CaseIterable {
        /// Remembered for `keyWindow`: a repeat gives the same status (Mastodon).
        case honoured
        /// Not looked at (GoToSocial, Takahē).
        case ignored
        /// Remembered before anything is done: a repeat is refused, even after a failure (Pixelfed).
        case refused
    }

    /// What a text is counted in.
    package enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        /// Graphemes, addresses as a fixed number, mentions without their server (Mastodon).
        case graphemes
        /// Unicode scalars, everything in full (GoToSocial).
        case scalars
    }

    /// How an answer looks that refuses.
    package enum Refusals: String, Sendable, Hashable, Codable, CaseIterable {
        /// `{"error":"…"}`
        case json
        /// A page (Takahē, and gateways before any server).
        case html
    }

    /// How a credential is refused.
    package enum BadToken: String, Sendable, Hashable, Codable, CaseIterable {
        /// 401 in JSON.
        case unauthorised
        /// 400 in plain text (Takahē).
        case plainText
    }

    /// How an unknown thing that a new status names is refused.
    package enum Missing: String, Sendable, Hashable, Codable, CaseIterable {
        /// 404 in JSON.
        case notFound
        /// The status of failed validation.
        case invalid
        /// 500 and a page (Takahē).
        case page500
    }

    /// What a 429 and a 503 say about waiting.
    package enum RetryAfter: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing.
        case none
        /// Seconds.
        case seconds
        /// Two fields: seconds and a date.
        case secondsAndDate
    }

    /// How the fields about limits are written.
    package enum RateForm: String, Sendable, Hashable, Codable, CaseIterable {
        /// None.
        case none
        /// `X-RateLimit-*`, the reset in ISO 8601 with microseconds (Mastodon).
        case mastodon
        /// `X-Ratelimit-*`, the reset in ISO 8601 with milliseconds (GoToSocial).
        case goToSocial
    }

    /// How ids look. All of them sort by length, then by bytes.
    package enum IDs: String, Sendable, Hashable, Codable, CaseIterable {
        /// Decimal numbers that hold a time.
        case snowflake
        /// ULIDs.
        case ulid
        /// Small decimal numbers for all but statuses.
        case small
        /// 128 bits in letters and digits.
        case flake
    }

    /// What becomes of `scheduled_at`.
    package enum Scheduling: String, Sendable, Hashable, Codable, CaseIterable {
        /// Kept; five minutes ahead at least (Mastodon).
        case honoured
        /// Kept; in the past it backdates (GoToSocial).
        case backdates
        /// Not looked at: the status is published at once (Takahē, Pixelfed).
        case ignored
    }

    /// What becomes of an `Idempotency-Key`.
    package var keys = Keys.honoured
    /// How long a key is remembered.
    package var keyWindow: Milliseconds = .hours(1)
    /// How long after its status a key is stored: a repeat before makes a second one.
    package var keyStoreDelay: Milliseconds = .zero
    /// Whether an answer that repeats an earlier one says so in a field (Pleroma, unverified).
    package var marksRepeats = false
    /// The status of failed validation: 422, or 400.
    package var invalidStatus = 422
    /// How refusals look.
    package var refusals = Refusals.json
    /// The language of refusals: `en` or `de`.
    package var language = "en"
    /// How a credential is refused.
    package var badToken = BadToken.unauthorised
    /// How a missing parent is refused.
    package var missingParent = Missing.notFound
    /// How an unknown medium is refused.
    package var missingMedia = Missing.invalid
    /// What a 429 says about waiting.
    package var retryAfter = RetryAfter.none
    /// How limits are told.
    package var rateForm = RateForm.mastodon
    /// Until when the server answers 503 with a page to everything; nil when it is ready.
    package var notReadyUntil: Instant?
    /// How long a video or a sound is processed after its upload by `/api/v2/media`; nil for at once.
    package var processing: Milliseconds? = .seconds(2)
    /// Whether pictures are processed like videos.
    package var processesPictures = false
    /// Whether pictures become WebP (Takahē).
    package var reencodesPictures = false
    /// Whether a focus is kept (not by Takahē and Pleroma).
    package var keepsFocus = true
    /// The status of a file whose type is not taken: that of failed validation, or 403 (Pixelfed).
    package var wrongTypeStatus: Int?
    /// Whether a content warning is dropped from a status that is not marked sensitive (Pixelfed).
    package var warnsOnlySensitive = false
    /// Whether what does not exist is answered with 200 and `[]` (Pleroma, for calls it does not implement).
    package var answersUnknownCalls = false
    /// Whether one status may have pictures and videos.
    package var mixesMedia = false
    /// Whether an edit without `media_ids` drops the attachments.
    package var editDropsMedia = true
    /// How long a notification takes to arrive; every second one takes half as long, so that they overtake.
    package var notificationDelay: Milliseconds = .zero
    /// Whether notifications are listed out of order.
    package var shufflesNotifications = false
    /// Whether `/api/v2/notifications` exists.
    package var groupsNotifications = true
    /// How long a new status stays out of listings.
    package var listingLag: Milliseconds = .zero
    /// The visibility of a status that names none.
    package var defaultVisibility = "public"
    /// The visibilities there are.
    package var visibilities = ["public", "unlisted", "private", "direct"]
    /// Whether quotes are known; where not, the field is dropped without a word and a plain status is made.
    package var knowsQuotes = true
    /// Whether polls are known; as with quotes.
    package var knowsPolls = true
    /// Whether `preview` asks for a status that is only shown (Pleroma).
    package var knowsPreview = false
    /// What becomes of `scheduled_at`.
    package var scheduling = Scheduling.honoured
    /// Whether a status without media is refused with 403 (Pixelfed).
    package var needsMedia = false
    /// Whether a new status is answered with `[]` (Pixelfed, for an account that was never active).
    package var answersEmptyList = false
    /// Whether truth values in JSON must be truth values (GoToSocial).
    package var strictBooleans = false
    /// Whether new accounts approve their followers: a follow arrives as a request (GoToSocial).
    package var locksAccounts = false
    /// What texts are counted in.
    package var unit = Unit.graphemes
    /// How ids look.
    package var ids = IDs.snowflake
    /// What a query of pages carries beyond what was asked; empty for nothing. Links must be followed as they are.
    package var linkExtra = ""
    /// `version` of the instance.
    package var version = "4.5.2"
    /// `api_versions` of the instance; empty for servers that have none.
    package var apiVersions = ["mastodon": 7]
    /// Whether `/api/v2/instance` exists.
    package var hasInstanceV2 = true
    /// Whether `/.well-known/oauth-authorization-server` exists.
    package var hasDiscovery = true
    /// Whether applications can be registered.
    package var registersApps = true
    /// The scopes there are.
    package var scopes = FakeMastodonScope.mastodon
    /// How long an access token lives; nil for ever. Those that end come with a refresh token.
    package var tokenLife: Milliseconds?
    /// Whether a refresh ends the token it was made with.
    package var rotatesRefreshTokens = true
    /// The address all links begin with; nil for the one the request came to.
    package var base: String?
    /// The account that grants every application at once when its page is opened; nil for a page that waits.
    package var grantsAs: String?
    /// What every secret made begins with, as `MARK_access_…`, so that it can be searched for; nil for `access-…`.
    package var secretMark: String?
    /// The numbers.
    package var limits = FakeMastodonLimits()

    /// The rules of a stock Mastodon 4.5.
    package init() {}
}
