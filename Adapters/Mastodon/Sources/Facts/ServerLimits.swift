import SMMAdapterKit
import SMMText

/// The limits of one server: what it says of itself, and where it is silent, what the manifest in force says.
struct ServerLimits {
    let facts: ServerFacts
    /// The manifest's limits, with what the operator corrected.
    let said: ContentLimits

    /// Everything together.
    var limits: ContentLimits {
        var own = said
        own.maximumText = facts.maximumText ?? said.maximumText
        own.textUnit = facts.counting == .weighted ? .graphemes : .codePoints
        own.maximumMedia = facts.maximumMedia ?? said.maximumMedia
        own.maximumAlt = facts.maximumAlt ?? said.maximumAlt
        own.requiresAlt = said.requiresAlt || facts.minimumAlt > 0
        own.maximumProfileFields = facts.profileFields ?? said.maximumProfileFields
        own.linkLength = facts.linkLength ?? said.linkLength
        own.poll?.maximumChoices = facts.pollOptions ?? said.polls.maximumChoices
        own.poll?.maximumChoiceText = facts.pollCharacters ?? said.polls.maximumChoiceText
        own.poll?.minimumSeconds = facts.pollMinimum ?? said.polls.minimumSeconds
        own.poll?.maximumSeconds = facts.pollMaximum ?? said.polls.maximumSeconds
        own.media = media
        return own
    }

    /// The types the server takes, or the manifest's, each with its limits. One that the manifest does not name has those
    /// of a JPEG or of an MP4.
    private var media: [String: MediaLimit] {
        var limits: [String: MediaLimit] = [:]
        for type in facts.mediaTypes ?? Array(said.media.keys) {
            let isPicture = type.hasPrefix("image/")
            let kept = said.media[type] ?? said.media[isPicture ? "image/jpeg" : "video/mp4"]
            var limit = MediaLimit(
                maximumBytes: (isPicture ? facts.imageBytes : facts.videoBytes) ?? kept?.maximumBytes)
            if !type.hasPrefix("audio/") {
                limit.maximumPixels = (isPicture ? facts.imagePixels : facts.videoPixels) ?? kept?.maximumPixels
            }
            limits[type] = limit
        }
        return limits
    }
}
