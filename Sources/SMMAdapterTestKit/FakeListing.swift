import SMMAdapterKit
import SMMModel
import SMMText

/// A page of own posts as the fake network lists them.
struct FakeListing {
    /// The most pages a reconciliation reads; beyond that the listing proves nothing.
    static let maximumPages = 25

    /// One listed post.
    struct Item {
        let id: String
        let url: String?
        let text: String
        let parent: String?
        let mediaTypes: [String]
        let madeAt: Instant

        init?(_ json: FakeJSON?) {
            guard let json, let id = json["id"]?.string, !id.isEmpty, let text = json["text"]?.string,
                let made = json["created_at"]?.integer
            else { return nil }
            self.id = id
            self.text = text
            url = json["url"]?.string
            parent = json["parent"]?.string
            mediaTypes = (json["media"]?.elements ?? []).compactMap { $0["type"]?.string }
            madeAt = Instant(milliseconds: made)
        }

        var receipt: Receipt { Receipt(remoteID: id, url: url) }

        /// Whether it is what `sent` asked for: the canonical text, media by type, parent.
        func matches(_ sent: PublishRequest) -> Bool {
            CanonicalText.of(text) == CanonicalText.of(sent.part.text) && parent == sent.parent?.remoteID
                && mediaTypes.sorted() == sent.part.media.map(\.type).sorted()
        }
    }

    let items: [Item]
    let next: String?

    /// Reads an answer; nil when it is not a whole listing: a page that cannot be read proves nothing.
    init?(_ response: HTTPResponse) {
        guard let body = FakeJSON(bytes: response.body), let elements = body["posts"]?.elements else { return nil }
        var items: [Item] = []
        for element in elements {
            guard let item = Item(element) else { return nil }
            items.append(item)
        }
        switch body["next"] {
        case .string(let cursor): next = cursor
        case .null: next = nil
        default: return nil
        }
        self.items = items
    }
}
