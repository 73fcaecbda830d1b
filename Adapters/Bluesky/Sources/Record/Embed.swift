import SMMModel

/// What a post shows beside its text, as the lexicons `app.bsky.embed.*` write it.
enum Embed {
    /// Up to four pictures, each with its description and shape.
    static func images(_ pictures: [(blob: JSONValue, medium: MediaReference)]) -> JSONValue {
        .object([
            "$type": .string("app.bsky.embed.images"),
            "images": .array(
                pictures.map { picture in
                    var members = [
                        "image": picture.blob, "alt": JSONValue.string(picture.medium.alt ?? ""),
                    ]
                    members["aspectRatio"] = aspectRatio(picture.medium)
                    return .object(members)
                }),
        ])
    }

    /// One video.
    static func video(_ blob: JSONValue, _ medium: MediaReference) -> JSONValue {
        var members: [String: JSONValue] = ["$type": .string("app.bsky.embed.video"), "video": blob]
        members["alt"] = medium.alt.map(JSONValue.string)
        members["aspectRatio"] = aspectRatio(medium)
        return .object(members)
    }

    /// A card for a link.
    static func card(_ uri: String, title: String, description: String, thumbnail: JSONValue?) -> JSONValue {
        var card: [String: JSONValue] = [
            "uri": .string(uri), "title": .string(title), "description": .string(description),
        ]
        card["thumb"] = thumbnail
        return .object(["$type": .string("app.bsky.embed.external"), "external": .object(card)])
    }

    /// A quote alone, or with media.
    static func quote(_ post: StrongReference, with media: JSONValue?) -> JSONValue {
        let record: JSONValue = .object(["$type": .string("app.bsky.embed.record"), "record": post.json])
        guard let media else { return record }
        return .object([
            "$type": .string("app.bsky.embed.recordWithMedia"), "record": record, "media": media,
        ])
    }

    private static func aspectRatio(_ medium: MediaReference) -> JSONValue? {
        guard let width = medium.width, let height = medium.height, width > 0, height > 0 else { return nil }
        return .object(["width": .integer(Int64(width)), "height": .integer(Int64(height))])
    }
}
