/// Names of the facts kept of an account on a Mastodon-API server, beside those of `AccountFact`.
///
/// They come from `/api/v2/instance` (or v1), from the account, and from what the server was seen to do; never from its
/// host name.
package enum MastodonFact {
    /// `api_versions.mastodon`, a whole number; absent where the server does not tell one.
    package static let apiVersion = "api-version"
    /// `1h` where a repeated `Idempotency-Key` is proven to give the same status back.
    package static let keyWindow = "key-window"
    /// How text is counted: `weighted` (graphemes, links at `link-length`, mentions without domain) or `code-points`.
    package static let counting = "counting"
    /// What a link counts where text is weighted.
    package static let linkLength = "link-length"
    /// `complete` where the account's own statuses were listed and agree with its count.
    package static let listing = "listing"
    /// `refused` where a status needs a medium.
    package static let textOnly = "text-only"
    /// The MIME types taken, separated by blanks.
    package static let mediaTypes = "media-types"
    /// The most bytes of a picture.
    package static let imageBytes = "image-bytes"
    /// The most pixels of a picture.
    package static let imagePixels = "image-pixels"
    /// The most bytes of video or audio.
    package static let videoBytes = "video-bytes"
    /// The most pixels of a video's picture.
    package static let videoPixels = "video-pixels"
    /// The most characters of a description of a medium.
    package static let maximumAlt = "alt-maximum"
    /// The fewest characters of a description of a medium; absent where none is needed.
    package static let minimumAlt = "alt-minimum"
    /// The most choices of a poll; `0` where there are no polls.
    package static let pollOptions = "poll-options"
    /// The most characters of a choice.
    package static let pollCharacters = "poll-characters"
    /// The shortest poll in seconds.
    package static let pollMinimum = "poll-minimum"
    /// The longest poll in seconds.
    package static let pollMaximum = "poll-maximum"
    /// The most name and value pairs of a profile.
    package static let profileFields = "profile-fields"
    /// The scopes of the token, separated by blanks, where the server says.
    package static let scopes = "scopes"
}
