import SMMAdapterKit
import SMMText

/// The limits of one server: what it says of itself, and what the manifest in force says.
///
/// What the server says goes before what a stock server does. A number of the manifest that is not the stock one is the
/// operator's wish to be stricter, and holds beside the server's: the narrower of the two. Where the server is silent, the
/// manifest's counts.
struct ServerLimits {
    let facts: ServerFacts
    /// The manifest's limits, with what the operator corrected.
    let said: ContentLimits
    /// A stock server's.
    let stock: ContentLimits

    /// Everything together.
    var limits: ContentLimits {
        var own = said
        own.maximumText = most(facts.maximumText, said.maximumText, stock.maximumText)
        own.textUnit = facts.counting == .weighted ? .graphemes : .codePoints
        own.maximumMedia = most(facts.maximumMedia, said.maximumMedia, stock.maximumMedia) ?? said.maximumMedia
        own.maximumAlt = most(facts.maximumAlt, said.maximumAlt, stock.maximumAlt)
        own.requiresAlt = said.requiresAlt || facts.minimumAlt > 0
        own.maximumProfileFields = most(
            facts.profileFields, said.maximumProfileFields, stock.maximumProfileFields)
        // What an address counts is no wish: it is how the server counts.
        own.linkLength = facts.linkLength ?? said.linkLength
        own.poll = poll
        own.media = media
        return own
    }

    private var poll: PollLimit? {
        guard var own = said.poll else { return nil }
        let (kept, usual) = (own, stock.poll)
        own.maximumChoices = most(facts.pollOptions, kept.maximumChoices, usual?.maximumChoices) ?? 0
        own.maximumChoiceText = most(facts.pollCharacters, kept.maximumChoiceText, usual?.maximumChoiceText) ?? 0
        own.maximumSeconds = most(facts.pollMaximum, kept.maximumSeconds, usual?.maximumSeconds) ?? 0
        if let least = facts.pollMinimum {
            let isWish = kept.minimumSeconds != usual?.minimumSeconds
            own.minimumSeconds = isWish ? max(least, kept.minimumSeconds) : least
        }
        return own
    }

    /// The types the server takes, or the manifest's, each with its limits. One that the manifest does not name has those
    /// of a JPEG or of an MP4.
    private var media: [String: MediaLimit] {
        var limits: [String: MediaLimit] = [:]
        for type in facts.mediaTypes ?? Array(said.media.keys) {
            let isPicture = type.hasPrefix("image/")
            let model = isPicture ? "image/jpeg" : "video/mp4"
            let (kept, usual) = (said.media[type] ?? said.media[model], stock.media[type] ?? stock.media[model])
            var limit = MediaLimit(
                maximumBytes: most(
                    isPicture ? facts.imageBytes : facts.videoBytes, kept?.maximumBytes, usual?.maximumBytes))
            if !type.hasPrefix("audio/") {
                limit.maximumPixels = most(
                    isPicture ? facts.imagePixels : facts.videoPixels, kept?.maximumPixels, usual?.maximumPixels)
            }
            limits[type] = limit
        }
        return limits
    }

    /// The most of something.
    private func most<Number: Comparable>(_ server: Number?, _ said: Number?, _ stock: Number?) -> Number? {
        guard let server else { return said }
        guard let said, said != stock else { return server }
        return min(server, said)
    }
}
