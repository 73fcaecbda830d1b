import SMMAdapterKit
import SMMModel
import SMMTime

/// A direct message (lexicon `chat.bsky.convo.defs#messageView`).
struct ChatMessage: Sendable, Hashable {
    /// Its id.
    let id: String
    /// The service's revision.
    let rev: String?
    /// The words.
    let text: String
    /// Who wrote it.
    let sender: String
    /// When, by the service's clock.
    let sentAt: Instant

    /// Reads a view; nil for a deleted message, and for one that lacks what names it.
    init?(_ json: JSONValue?) {
        guard let json, let id = json["id"]?.word, let text = json["text"]?.string,
            let sender = json["sender"]?["did"]?.word, Identifier.isDID(sender),
            let sentAt = (json["sentAt"]?.string).flatMap({ ISO8601.instant($0) })
        else { return nil }
        self.id = id
        rev = json["rev"]?.word
        self.text = text
        self.sender = sender
        self.sentAt = sentAt
    }

    /// What an answer to it needs.
    func receipt(in conversation: String) -> Receipt {
        Receipt(
            remoteID: id, version: rev, values: ["conversation": conversation, "author": sender])
    }
}
