package import SMMAdapterKit
import SMMModel

extension BlueskyAdapter: SendsDirectMessages {
    /// The limits of a message (lexicon `chat.bsky.convo.defs#messageInput`).
    private static let maximumText = 1000
    private static let maximumBytes = 10_000

    /// Sends words to the author of what `request` answers.
    ///
    /// The service takes no key: the conversation is noted before the words are sent, and a lost answer is looked up
    /// among its messages.
    package func message(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        do throws(Refusal) {
            let (seat, plain) = try desk(request.account, context)
            let chat = try seat.allowedChat()
            let caller = plain.chatting
            let text = request.part.text
            guard request.part.media.isEmpty, text.count <= Self.maximumText, text.utf8.count <= Self.maximumBytes,
                !text.isEmpty
            else {
                throw .never(
                    Failure("content-refused", "A direct message is 1 to 1000 graphemes of text, and has no media."))
            }
            var notes = Notes(request.steps, context.steps)
            let conversation = try await self.conversation(request, &notes, chat, seat, caller)
            let input: JSONValue = .object([
                "convoId": .string(conversation), "message": .object(["text": .string(text)]),
            ])
            return try await caller.perform(chat.procedure("chat.bsky.convo.sendMessage", input)) {
                ChatMessage($0)?.receipt(in: conversation)
            }
        } catch {
            return error.attempted
        }
    }

    private func conversation(
        _ request: PublishRequest, _ notes: inout Notes, _ chat: XRPC, _ seat: Seat, _ caller: Caller
    ) async throws(Refusal) -> String {
        if let known = notes[Notes.Name.conversation] { return known }
        var found = request.parent?.values["conversation"]
        if found == nil {
            let parent = request.parent?.values["author"] ?? request.parent?.remoteID ?? ""
            let author = RecordURI(parent)?.authority ?? parent
            guard Identifier.isDID(author), author != seat.did else {
                throw .never(Failure("nobody-to-send-to", "What is answered does not say who wrote it."))
            }
            let answer = try await caller.call(
                chat.query("chat.bsky.convo.getConvoForMembers", [("members", author)]))
            guard let id = answer.json["convo"]?["id"]?.word else { throw caller.unreadable(answer) }
            found = id
        }
        guard let found, !found.isEmpty else {
            throw .never(Failure("nobody-to-send-to", "There is no conversation to send to."))
        }
        try await notes.keep(Notes.Name.conversation, found)
        return found
    }
}
