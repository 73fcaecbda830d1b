package import SMMModel

/// How the fake network behaves when nothing is scripted.
package struct FakeRules: Sendable, Hashable, Codable {
    /// What it lets a client ask.
    package var kind: FakeClass
    /// The most text, in graphemes.
    package var maximumText = 500
    /// The most media in a post.
    package var maximumMedia = 4
    /// How long a new post stays out of listings.
    package var listingLag: Milliseconds = .zero
    /// How long an idempotency key is remembered (class B).
    package var keyWindow: Milliseconds = .hours(1)
    /// How long after the post its idempotency key is stored (class B): a resend before that makes a second post.
    package var keyStoreDelay: Milliseconds = .zero
    /// How long a container waits for its publication (class C).
    package var containerLife: Milliseconds = .hours(24)
    /// How long a container is being processed before it can be published (class C).
    package var containerProcessing: Milliseconds = .zero
    /// The most posts on one page of a listing.
    package var pageSize = 40
    /// Whether the same text by the same account within a day is refused with 403, as some networks do.
    package var refusesRepeats = false
    /// Requests allowed per account in `rateWindow`; nil for no limit.
    package var rateLimit: Int?
    /// The window of `rateLimit`.
    package var rateWindow: Milliseconds = .minutes(5)

    /// The rules of a class.
    package init(_ kind: FakeClass) { self.kind = kind }
}
