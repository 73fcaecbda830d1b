package import SMMAdapterKit
import SMMModel

extension BlueskyAdapter: ReadsMentions {
    /// Reads notifications, one page of the server's list at a time, from the newest down to what is known.
    ///
    /// The list takes no “since”; what is known is told by time and URI, with a margin for what appears late: a page of
    /// known ones alone ends nothing, since a late one may stand below it.
    package func mentions(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage> {
        do throws(Refusal) {
            let (seat, caller) = try desk(query.account, context)
            var cursor = MessageCursor(query.cursor)
            let isFirst = cursor.isNew
            var parameters = [("limit", String(min(max(query.limit, 1), 100)))]
            let pass = cursor.begin(now: context.clock.now)
            if let resume = pass.from { parameters.append(("cursor", resume)) }
            let answer = try await caller.call(
                seat.server.query("app.bsky.notification.listNotifications", parameters))
            guard let list = answer.json["notifications"]?.elements else { throw caller.unreadable(answer) }
            let all = list.compactMap { Notification.message($0, seat) }
            let new = Self.unique(all.filter(cursor.isNew))
            let isEnd = list.isEmpty || cursor.isBelow(all) || !pass.canGoOn
            let next = answer.json["cursor"]?.word.flatMap { isEnd || $0 == pass.from ? nil : $0 }
            let hasMore = !isFirst && next != nil
            cursor.give(new, now: context.clock.now)
            if let next, hasMore {
                cursor.turn(to: next)
            } else {
                if isFirst, next != nil { cursor.settle(below: all) }
                cursor.finish()
            }
            return .read(
                MessagePage(messages: new, cursor: cursor.text, hasMore: hasMore), budget: answer.budget)
        } catch {
            return error.read()
        }
    }

    /// Each id once, oldest first.
    static func unique(_ messages: [RemoteMessage]) -> [RemoteMessage] {
        var seen: Set<String> = []
        return messages.filter { seen.insert($0.remoteID).inserted }
            .sorted { ($0.at, $0.remoteID) < ($1.at, $1.remoteID) }
    }
}
