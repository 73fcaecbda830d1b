import SMMAdapterKit
import SMMModel

/// Finds the versions of records that are answered or quoted. Everything is asked of the account's own server, which
/// hands on what is not its own.
struct References: Sendable {
    let seat: Seat
    let caller: Caller

    /// A receipt's record in the version the receipt names, else in the present one.
    func strong(_ receipt: Receipt) async throws(Refusal) -> StrongReference {
        if let known = StrongReference(receipt.remoteID, receipt.version) { return known }
        guard let uri = RecordURI(receipt.remoteID) else {
            throw .never(Failure("parent-unknown", "What is answered is no record of this network."))
        }
        return try await present(uri.authority, uri.collection, uri.key)
    }

    /// The post a person names, in its present version.
    func strong(_ quoted: QuotedPost) async throws(Refusal) -> StrongReference {
        let did: String
        switch quoted.author {
        case .did(let given): did = given
        case .handle(let handle):
            guard let found = try await self.did(of: handle) else {
                throw .never(Failure("quote-not-found", "Nobody is called what the quoted post's address says."))
            }
            did = found
        }
        return try await present(did, Collection.post, quoted.key)
    }

    /// The DID of a handle; nil when nobody is called that.
    func did(of handle: String) async throws(Refusal) -> String? {
        do throws(Refusal) {
            let request = seat.server.query("com.atproto.identity.resolveHandle", [("handle", handle)])
            let answer = try await caller.call(request)
            guard let did = answer.json["did"]?.string, Identifier.isDID(did) else { throw caller.unreadable(answer) }
            return did
        } catch {
            if error.kind == .never { return nil }
            throw error
        }
    }

    private func present(
        _ repository: String, _ collection: String, _ key: String
    ) async throws(Refusal) -> StrongReference {
        let request = seat.server.query(
            "com.atproto.repo.getRecord", [("repo", repository), ("collection", collection), ("rkey", key)])
        do throws(Refusal) {
            let answer = try await caller.call(request)
            guard let found = StrongReference(answer.json) else { throw caller.unreadable(answer) }
            return found
        } catch {
            guard error.kind == .never, error.code != "RecordNotFound" else { throw missing(error) }
        }
        // A server that does not hand on what is not its own: the application knows the post too.
        let posts = seat.server.query("app.bsky.feed.getPosts", [("uris", "at://\(repository)/\(collection)/\(key)")])
        do throws(Refusal) {
            let answer = try await caller.call(posts)
            guard let found = StrongReference(answer.json["posts"]?.elements?.first) else {
                throw Refusal.never(caller.unreadable(answer).failure)
            }
            return found
        } catch {
            throw missing(error)
        }
    }

    private func missing(_ refusal: Refusal) -> Refusal {
        guard refusal.kind == .never else { return refusal }
        var failure = refusal.failure
        failure.code = "reference-not-found"
        failure.message = "The post that is answered or quoted cannot be found."
        return .never(failure)
    }
}
