import SMMAdapterKit
import SMMModel
import SMMText

/// Finds out whether a direct message was sent, among the newest messages of its conversation.
struct MessageLookup: Sendable {
    let seat: Seat
    let caller: Caller

    /// The most pages that are read.
    private static let maximumPages = 10

    /// What became of a message whose answer was lost. A listing is no proof by key: two looks must agree.
    func find(_ request: ReconcileRequest, in conversation: String) async throws(Refusal) -> ReconcileResult {
        let chat = try seat.allowedChat()
        let caller = self.caller.chatting
        let fetchedAt = caller.clock.now
        let text = CanonicalText.of(request.sent.part.text)
        let owned = Set(request.owned)
        var found: [Receipt] = []
        var cursor: String?
        var coversWindow = false
        for _ in 0..<Self.maximumPages where !coversWindow {
            var parameters = [("convoId", conversation), ("limit", "100")]
            if let cursor { parameters.append(("cursor", cursor)) }
            let answer = try await caller.call(chat.query("chat.bsky.convo.getMessages", parameters))
            guard let page = answer.json["messages"]?.elements else { throw caller.unreadable(answer) }
            let messages = page.compactMap { ChatMessage($0) }
            for message in messages where message.sender == seat.did && message.sentAt >= request.from {
                guard !owned.contains(message.id), CanonicalText.of(message.text) == text else { continue }
                found.append(message.receipt(in: conversation))
            }
            cursor = answer.json["cursor"]?.word
            coversWindow = cursor == nil || page.isEmpty || messages.contains { $0.sentAt < request.from }
        }
        switch found.count {
        case 0: return .absent(ListingProof(fetchedAt: fetchedAt, coversWindow: coversWindow))
        case 1: return .found(found[0])
        default: return .several(found)
        }
    }
}
