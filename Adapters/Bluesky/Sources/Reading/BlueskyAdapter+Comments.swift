package import SMMAdapterKit
package import SMMModel

extension BlueskyAdapter: ReadsComments {
    /// The depth of answers that is asked for (lexicon `getPostThread`: at most 1000).
    private static let depth = 200

    /// Reads the whole tree below a post and gives what is new of it.
    package func comments(
        on receipt: Receipt, _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage> {
        do throws(Refusal) {
            let (seat, caller) = try desk(query.account, context)
            let answer: Answer
            do throws(Refusal) {
                answer = try await caller.call(
                    seat.server.query(
                        "app.bsky.feed.getPostThread",
                        [("uri", receipt.remoteID), ("depth", String(Self.depth)), ("parentHeight", "0")]))
            } catch {
                guard error.code == "NotFound" else { throw error }
                return .read(MessagePage(messages: [], cursor: query.cursor), budget: nil)
            }
            guard let thread = answer.json["thread"], thread.members != nil else { throw caller.unreadable(answer) }
            var cursor = MessageCursor(query.cursor)
            let new = Self.unique(
                Self.answers(below: thread).compactMap { PostView.comment($0, seat) }.filter(cursor.isNew))
            let given = Array(new.prefix(max(query.limit, 1)))
            let hasMore = given.count < new.count
            cursor.give(given)
            cursor.finish()
            return .read(
                MessagePage(messages: given, cursor: cursor.text, hasMore: hasMore), budget: answer.budget)
        } catch {
            return error.read()
        }
    }

    /// The views of all answers below a thread's post; those that are gone or hidden are left out.
    private static func answers(below thread: JSONValue) -> [JSONValue] {
        var found: [JSONValue] = []
        var open = thread["replies"]?.elements ?? []
        while let reply = open.popLast() {
            if let post = reply["post"] { found.append(post) }
            open += reply["replies"]?.elements ?? []
        }
        return found
    }
}
