package import SMMAdapterKit
import SMMModel

extension BlueskyAdapter: PreparesMedia {
    /// Uploads, resolves, and freezes the whole record as steps; nothing of it can be seen.
    package func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        do throws(Refusal) {
            let (seat, caller) = try desk(request.account, context)
            var notes = Notes(request.steps, context.steps)
            _ = try await Freezer(request: request, seat: seat, caller: caller, context: context).frozen(&notes)
            return .prepared
        } catch {
            return error.prepared
        }
    }
}

extension BlueskyAdapter: RepliesToComments {
    /// A reply is a post with a parent.
    package func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await publish(request, in: context)
    }
}

extension BlueskyAdapter {
    /// Writes the frozen record at the operation's own key: the same record again changes nothing.
    ///
    /// With a reply gate both records go in one `applyWrites`, which writes both or neither: a gate can then neither be
    /// lost nor come later than the first answer. That call refuses a key that is taken; the doubt this leaves is
    /// answered by the record itself, as every other.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        do throws(Refusal) {
            let (seat, caller) = try desk(request.account, context)
            guard let key = RecordURI.key(request.recordKey) else {
                throw .never(Failure("record-key-refused", "The record's key cannot be used."))
            }
            var notes = Notes(request.steps, context.steps)
            let post = try await Freezer(request: request, seat: seat, caller: caller, context: context)
                .frozen(&notes)
            let sent = seat.server.procedure(
                post.method, bytes: post.body(did: seat.did, key: key), isIdempotent: post.gate == nil)
            return try await caller.perform(
                sent,
                doubt: { response throws(Refusal) in try await doubt(response, post, caller, &notes) },
                receipt: { Self.receipt($0, of: post, request, seat) })
        } catch {
            return error.attempted
        }
    }

    /// The receipt of a success; nil when the answer does not say that exactly this record was written.
    private static func receipt(
        _ json: JSONValue, of post: FrozenPost, _ request: PublishRequest, _ seat: Seat
    ) -> Receipt? {
        let (uri, cid) = post.written(json)
        guard let uri, let cid, uri == seat.uri(Collection.post, request.recordKey), cid == RecordCID.of(post.record)
        else { return nil }
        return receipt(uri, cid, post, seat)
    }

    /// The receipt of the post as it stands.
    static func receipt(_ uri: String, _ cid: String, _ post: FrozenPost?, _ seat: Seat) -> Receipt {
        var values: [String: String] = [:]
        let reply = post.flatMap { JSONValue(text: $0.record) }?["reply"]
        if let root = StrongReference(reply?["root"]) {
            values["root-uri"] = root.uri
            values["root-cid"] = root.cid
        }
        if post?.gate != nil { values["gate"] = "yes" }
        return Receipt(remoteID: uri, url: seat.permalink(uri), version: cid, values: values)
    }

    /// What a 400 that names no fault of the request leaves open; nil for every other answer.
    ///
    /// A lost upload reads like any other `InvalidRequest` (only its text differs), so the first such refusal of a record
    /// with uploads makes `prepare` upload them again. A server that answers plain text does not say what it refused: it
    /// is asked what stands before that counts as a refusal. Each happens once.
    private func doubt(
        _ response: HTTPResponse, _ post: FrozenPost, _ caller: Caller, _ notes: inout Notes
    ) async throws(Refusal) -> AttemptResult? {
        let words = XRPCWords.of(response)
        let isPlain = XRPCWords.isPlain(response)
        guard response.status == 400, isPlain || words.code == "InvalidRequest" || words.code == "BlobNotFound",
            caller.judge.credentialFailure(response, words) == nil
        else { return nil }
        var failure = outcomes.failure(of: response, words: words)
        let rate = outcomes.rates.budget(response.headers, now: caller.clock.now)
        if post.hasBlobs, notes[Notes.Name.uploads] != "again" {
            try await notes.keep(Notes.Name.uploads, "stale")
            failure.code = "uploads-in-doubt"
            failure.message = "The server refused the record; it may have lost the uploads, which are sent again."
            return AttemptResult(.retry(after: nil, reason: failure), rate: rate)
        }
        if isPlain || post.gate != nil, notes[Notes.Name.refused] == nil {
            try await notes.keep(Notes.Name.refused, "yes")
            return AttemptResult(
                .ambiguous(Evidence(progress: .headReceived, failure: failure)), rate: rate)
        }
        return nil
    }
}
