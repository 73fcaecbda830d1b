import SMMAtproto
import SMMModel

/// A conversation of two.
struct FakeBlueskyConversation: Sendable {
    /// A message.
    struct Message: Sendable {
        let id: String
        let rev: String
        let sender: String
        let content: ATValue
        let sentAt: Instant

        /// `chat.bsky.convo.defs#messageView`.
        var view: ATValue {
            var view: [String: ATValue] = [
                "$type": "chat.bsky.convo.defs#messageView", "id": .string(id), "rev": .string(rev),
                "text": content["text"] ?? "", "sender": ["did": .string(sender)], "sentAt": sentAt.datetime,
            ]
            view["facets"] = content["facets"]
            return .map(view)
        }
    }

    let id: String
    let members: [String]
    var rev: String
    var messages: [Message] = []
}
