package import SMMAdapterKit
import SMMAtproto
package import SMMModel
import SMMTime

extension BlueskyAdapter: FavouritesPosts {
    /// Likes a post, or takes the like back.
    ///
    /// The like's key is made from the post's URI, so that liking twice writes one record. A like by another program has
    /// another key; the application's view of the post tells it.
    package func favourite(
        _ receipt: Receipt, _ isLiked: Bool, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult {
        do throws(Refusal) {
            let (seat, caller) = try desk(account, context)
            let key = Self.likeKey(receipt.remoteID)
            let other = try await like(of: receipt.remoteID, seat, caller)
            if isLiked {
                if other != nil { return AttemptResult(.published(receipt)) }
                return try await like(receipt, key, seat, caller, context)
            }
            if let other, other != key {
                let result = try await erase(seat.uri(Collection.like, other), seat, caller, giving: receipt)
                guard case .published = result.outcome else { return result }
            }
            return try await erase(seat.uri(Collection.like, key), seat, caller, giving: receipt)
        } catch {
            return error.attempted
        }
    }

    /// 63 bits of the URI's CID, written as a TID: the same for the same post, on every machine.
    static func likeKey(_ uri: String) -> String {
        let digest = CID(.raw, hashing: Array(uri.utf8)).digest
        let bits = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return TID(microseconds: Int64(bits >> 11), clock: Int(bits & 1023)).text
    }

    /// The key of the account's like of a post, as the application shows it and the account's server confirms.
    private func like(of uri: String, _ seat: Seat, _ caller: Caller) async throws(Refusal) -> String? {
        let answer = try await caller.call(seat.server.query("app.bsky.feed.getPosts", [("uris", uri)]))
        guard let posts = answer.json["posts"]?.elements else { throw caller.unreadable(answer) }
        let view = posts.first { $0["uri"]?.string == uri }
        guard let like = view?["viewer"]?["like"]?.string.flatMap(RecordURI.init), like.authority == seat.did,
            like.collection == Collection.like
        else { return nil }
        // The application may be late about a like that was taken back.
        let standing = try await RecordLookup(seat: seat, caller: caller).find(Collection.like, like.key)
        return standing == nil ? nil : like.key
    }

    private func like(
        _ receipt: Receipt, _ key: String, _ seat: Seat, _ caller: Caller, _ context: AdapterContext
    ) async throws(Refusal) -> AttemptResult {
        // The application may be late: the account's own server knows a like of ours at once.
        if try await RecordLookup(seat: seat, caller: caller).find(Collection.like, key) != nil {
            return AttemptResult(.published(receipt))
        }
        let post = try await References(seat: seat, caller: caller).strong(receipt)
        let record: JSONValue = .object([
            "$type": .string(Collection.like), "subject": post.json,
            "createdAt": .string(ISO8601.format(context.clock.now)),
        ])
        let sent = seat.server.procedure(
            "com.atproto.repo.putRecord",
            .object([
                "repo": .string(seat.did), "collection": .string(Collection.like), "rkey": .string(key),
                "record": record,
            ]), isIdempotent: true)
        return try await caller.perform(sent) { json in
            json["uri"]?.string == seat.uri(Collection.like, key) && json["cid"]?.word != nil ? receipt : nil
        }
    }
}
