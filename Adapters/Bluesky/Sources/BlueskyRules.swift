import SMMAdapterKit
import SMMModel

/// The rules a manifest cannot say.
enum BlueskyRules {
    /// What of `variant` breaks them.
    static func violations(of variant: PostVariant, _ manifest: PlatformManifest) -> [Violation] {
        variant.parts.enumerated().flatMap { media($1, at: $0) } + options(variant.options)
            + variant.parts.prefix(1).flatMap { card(variant.options, $0, manifest) }
    }

    private static func media(_ part: PostPart, at index: Int) -> [Violation] {
        let videos = part.media.filter { $0.type == BlueskyManifest.videoType }.count
        guard videos > 0, part.media.count > 1 else { return [] }
        return [
            Violation(
                rule: "media-mixed", part: index, message: "A video stands alone in a post on Bluesky.",
                measured: "\(videos) videos among \(part.media.count) media",
                allowed: "one video, or pictures without one")
        ]
    }

    private static func options(_ options: [String: String]) -> [Violation] {
        var found: [Violation] = []
        if let given = options["replies"], ReplyGate(given) == nil {
            found.append(wrong("replies", given, "everyone, nobody, or any of \(ReplyGate.rules)"))
        }
        if let given = options["labels"], SelfLabels(given) == nil {
            found.append(wrong("labels", given, "any of \(SelfLabels.allowed)"))
        }
        if let given = options["quote"], QuotedPost(given) == nil {
            found.append(wrong("quote", given, "an at:// URI of a post, or its address"))
        }
        return found
    }

    /// What is asked for and would not be there is said, and the limits are those of what would be sent: the thumbnail
    /// has one of its own, below that of a picture.
    private static func card(
        _ options: [String: String], _ part: PostPart, _ manifest: PlatformManifest
    ) -> [Violation] {
        if options["card"] == "media" {
            guard part.media.count == 1, part.media.first?.type != BlueskyManifest.videoType else {
                return [wrong("card", "media with \(part.media.count) media", "media with one picture")]
            }
        }
        switch Card.decide(options, part) {
        case .nothing: return []
        case .noEffect(let option, let reason, let allowed):
            return [
                Violation(
                    rule: "option-no-effect", part: 0,
                    message: "The option “\(option)” has no effect here: \(reason).", measured: reason,
                    allowed: allowed,
                    next: "Leave the option out, or give the post what it takes.")
            ]
        case .card(let card):
            guard card.hasThumbnail, let picture = part.media.first,
                picture.byteCount > BlueskyManifest.maximumSmallPicture,
                !manifest.fit(of: picture, most: BlueskyManifest.maximumSmallPicture).isMade
            else { return [] }
            return [
                Violation(
                    rule: "media-too-large", part: 0, message: "The card's thumbnail is too large for Bluesky.",
                    measured: "\(picture.byteCount) bytes", allowed: "\(BlueskyManifest.maximumSmallPicture) bytes",
                    next: "Make it smaller and try again.")
            ]
        }
    }

    private static func wrong(_ name: String, _ given: String, _ allowed: String) -> Violation {
        Violation(
            rule: "option-value", message: "The option “\(name)” does not take that value.", measured: given,
            allowed: allowed)
    }
}
