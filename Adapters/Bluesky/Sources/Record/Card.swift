import SMMAdapterKit
import SMMModel
import SMMText

/// The card of a post, decided from the post's options, links and media alone. Pure.
///
/// A card stands for the one link of a post's first part, has a title, and is made where the post shows nothing else, or
/// with the post's one picture as its thumbnail. The page itself is never fetched.
struct Card: Sendable, Hashable {
    /// The link.
    let uri: String
    /// The title.
    let title: String
    /// The description; may be empty.
    let description: String
    /// Whether the post's one picture is the thumbnail.
    let hasThumbnail: Bool

    /// What a post's options come to.
    enum Decision: Sendable, Hashable {
        /// This card.
        case card(Card)
        /// No card, and none was asked for.
        case nothing
        /// The option of this name has no effect: why, and what it would take.
        case noEffect(option: String, reason: String, allowed: String)
    }

    /// The card of a part that is published; nil for none.
    init?(_ request: PublishRequest) {
        guard request.index == 0, case .card(let card) = Self.decide(request.options, request.part) else { return nil }
        self = card
    }

    private init(uri: String, title: String, description: String, hasThumbnail: Bool) {
        self.uri = uri
        self.title = title
        self.description = description
        self.hasThumbnail = hasThumbnail
    }

    /// Decides for the first part of a post.
    static func decide(_ options: [String: String], _ part: PostPart) -> Decision {
        let option = options["card"] ?? "auto"
        let title = options["card-title"].flatMap { BlankText.isBlank($0) ? nil : $0 }
        let named = ["card-title", "card-description"].first { !(options[$0] ?? "").isEmpty }
        if option == "none" {
            guard let named else { return .nothing }
            return .noEffect(option: named, reason: "card=none makes no card", allowed: "card=auto or card=media")
        }
        guard let asked = option == "media" ? "card" : named else { return .nothing }
        guard let title else {
            return .noEffect(option: asked, reason: "the card has no title", allowed: "a title: card-title=TEXT")
        }
        let links = links(of: part.text)
        guard links.count == 1, let uri = links.first else {
            return .noEffect(
                option: asked, reason: "the first part has \(links.count) links", allowed: "exactly one link in it")
        }
        let description = options["card-description"] ?? ""
        if option == "media" {
            guard part.media.count == 1, part.media.first?.type != BlueskyManifest.videoType else {
                return .noEffect(
                    option: asked, reason: "the first part has no single picture", allowed: "exactly one picture")
            }
            return .card(Card(uri: uri, title: title, description: description, hasThumbnail: true))
        }
        guard part.media.isEmpty else {
            return .noEffect(
                option: asked, reason: "the post shows media instead",
                allowed: "no media, or one picture as the card's thumbnail: card=media")
        }
        guard options["quote"] == nil else {
            return .noEffect(option: asked, reason: "the post shows a quote instead", allowed: "no quote")
        }
        return .card(Card(uri: uri, title: title, description: description, hasThumbnail: false))
    }

    private static func links(of text: String) -> [String] {
        FacetFinder(text).find().compactMap { facet in
            if case .link(let uri) = facet.feature { uri } else { nil }
        }
    }
}
