package import SMMAdapterKit
import SMMModel
import SMMText

extension BlueskyAdapter {
    /// Asks for the record at the operation's key and compares its CID with the one computed from the frozen record.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        do throws(Refusal) {
            let (seat, caller) = try desk(request.sent.account, context)
            let notes = Notes(request.sent.steps, context.steps)
            if let conversation = notes[Notes.Name.conversation] {
                return try await MessageLookup(seat: seat, caller: caller).find(request, in: conversation)
            }
            // No record is made for a message, so that none at the key says nothing.
            guard request.kind != .message else {
                throw .never(
                    Failure("conversation-unknown", "It is not known in which conversation the message would be."))
            }
            guard let key = RecordURI.key(request.sent.recordKey) else {
                throw .never(Failure("record-key-refused", "The record's key cannot be used."))
            }
            let post = FrozenPost(notes)
            let found = try await RecordLookup(seat: seat, caller: caller).find(Collection.post, key)
            guard let found else {
                return .absent(
                    ListingProof(fetchedAt: context.clock.now, coversWindow: true, isAuthoritative: true))
            }
            // A former sending may have come late: the record of before its uploads were called anew is the post as well.
            let former = notes[Notes.Name.record].map { FrozenPost(record: $0, gate: notes[Notes.Name.gate]) }
            let result = Self.compare(found, post, request.sent, seat)
            guard case .cannotTell = result, let former, former != post else { return result }
            return Self.compare(found, former, request.sent, seat)
        } catch {
            return error.reconciled
        }
    }

    private static func compare(
        _ found: RecordLookup.Found, _ post: FrozenPost?, _ request: PublishRequest, _ seat: Seat
    ) -> ReconcileResult {
        let differs = ReconcileResult.cannotTell(
            Failure("record-differs", "There is another record at the operation's key."))
        let computed = RecordCID.of(found.value.text)
        guard let cid = found.cid ?? computed else { return differs }
        guard let post else {
            // Sent by the original of a restored copy, whose frozen record is not here: the key is the operation's own,
            // and the text must be.
            let text = found.value["text"]?.string ?? ""
            guard CanonicalText.of(text) == CanonicalText.of(request.part.text) else { return differs }
            return .found(receipt(found.uri, cid, nil, seat))
        }
        guard cid == RecordCID.of(post.record) else { return differs }
        return .found(receipt(found.uri, cid, post, seat))
    }
}
