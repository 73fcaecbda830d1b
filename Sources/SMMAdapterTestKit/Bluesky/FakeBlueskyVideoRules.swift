package import SMMModel

/// How the fake video service behaves.
package struct FakeBlueskyVideoRules: Sendable, Hashable, Codable {
    /// Whether there is one.
    package var isThere = true
    /// Whether it knows the upload in parts.
    package var takesParts = true
    /// Whether a job's status stands inside `jobStatus`, as the lexicon says, or at top level, as the tutorial says.
    package var nestsStatus = true
    /// The bytes of a part but the last.
    package var partSize = 5 << 20
    /// The most bytes of a video.
    package var sizeLimit: Int64 = 300_000_000
    /// Videos per account in a day.
    package var videosPerDay = 25
    /// How long a job takes.
    package var processing: Milliseconds = .seconds(10)
    /// How long an upload in parts stays open.
    package var uploadLife: Milliseconds = .hours(24)
    /// The `failureCode` every job ends with; nil for success.
    package var failure: String?

    /// A service that works.
    package init() {}
}
