package import SMMAdapterKit
package import SMMModel

extension BlueskyAdapter: ReadsComments {
    /// The depths of answers that are asked for, the next one where the tree is too large to be read (lexicon
    /// `getPostThread`: at most 1000).
    private static let depths = [200, 10, 1]

    /// Reads the tree below a post and gives what is new of it.
    ///
    /// A tree that is too large is read less deep. Then there is always more: after the last answer that can be read, the
    /// result is `thread-too-large`, so that nobody takes a part for the whole.
    package func comments(
        on receipt: Receipt, _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage> {
        do throws(Refusal) {
            let (seat, caller) = try desk(query.account, context)
            let (answer, depth): (Answer, Int)
            do throws(Refusal) {
                (answer, depth) = try await Self.tree(below: receipt, seat, caller)
            } catch {
                guard error.code == "NotFound" else { throw error }
                return .read(MessagePage(messages: [], cursor: query.cursor), budget: nil)
            }
            guard let thread = answer.json["thread"], thread.members != nil else { throw caller.unreadable(answer) }
            let isWhole = depth == Self.depths.first
            var cursor = CommentCursor(query.cursor)
            let all = Self.unique(Self.answers(below: thread).compactMap { PostView.comment($0, seat) })
            let new = all.filter { cursor.isNew($0.remoteID) }
            if new.isEmpty, !isWhole { throw Self.tooLarge(depth) }
            let given = Array(new.prefix(max(query.limit, 1)))
            cursor.give(given.map(\.remoteID), of: all.map(\.remoteID))
            return .read(
                MessagePage(messages: given, cursor: cursor.text, hasMore: given.count < new.count || !isWhole),
                budget: answer.budget)
        } catch {
            return error.read()
        }
    }

    private static func tree(
        below receipt: Receipt, _ seat: Seat, _ caller: Caller
    ) async throws(Refusal) -> (Answer, Int) {
        for depth in depths {
            do throws(Refusal) {
                let answer = try await caller.call(
                    seat.server.query(
                        "app.bsky.feed.getPostThread",
                        [("uri", receipt.remoteID), ("depth", String(depth)), ("parentHeight", "0")]))
                return (answer, depth)
            } catch {
                guard error.failure.code == "too-large" else { throw error }
            }
        }
        throw tooLarge(0)
    }

    private static func tooLarge(_ depth: Int) -> Refusal {
        .never(
            Failure(
                "thread-too-large",
                "The answers below the post are too many to be read at once; those deeper than \(depth) were not read.")
        )
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
