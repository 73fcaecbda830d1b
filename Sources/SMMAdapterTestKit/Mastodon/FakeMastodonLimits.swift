/// The numbers a fake Mastodon server publishes about itself and enforces.
package struct FakeMastodonLimits: Sendable, Hashable, Codable {
    /// The most text, in the server's own counting.
    package var text = 500
    /// The most text of a content warning alone; nil for no limit of its own.
    package var warning: Int?
    /// What an address counts, as published. GoToSocial publishes 25 and counts the whole address all the same.
    package var reservedPerURL = 23
    /// The most media in a status.
    package var media = 4
    /// The most bytes of a picture.
    package var imageBytes = 16_777_216
    /// The most bytes of a video or a sound.
    package var videoBytes = 103_809_024
    /// The most characters of a medium's description.
    package var description = 1500
    /// The least characters of a medium's description; 0 for none.
    package var minimumDescription = 0
    /// The types of media that are taken.
    package var types = [
        "image/jpeg", "image/png", "image/gif", "image/heic", "image/heif", "image/webp", "image/avif", "video/webm",
        "video/mp4", "video/quicktime", "video/ogg", "audio/mpeg", "audio/ogg", "audio/wav", "audio/flac", "audio/mp4",
        "audio/aac",
    ]
    /// The most choices of a poll.
    package var pollOptions = 4
    /// The most characters of a choice.
    package var pollOption = 50
    /// How long a poll may last, in seconds.
    package var pollSeconds: ClosedRange<Int> = 300...2_629_746
    /// The most pairs in a profile.
    package var profileFields = 4
    /// The most characters of a pair's name or value.
    package var profileField = 255
    /// The most characters of the text about an account.
    package var note = 500
    /// The most characters of the name shown.
    package var displayName = 30
    /// The throttles, each on its own.
    package var rates = FakeMastodonRate.stock

    /// The numbers of a stock Mastodon.
    package init() {}
}
