package import SMMAdapterKit
import SMMModel

extension BlueskyAdapter: DeletesPosts {
    /// Takes a post down, and its reply gate after it; one that is gone is a success.
    package func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        do throws(Refusal) {
            let (seat, caller) = try desk(request.account, context)
            let result = try await erase(request.receipt.remoteID, seat, caller, giving: request.receipt)
            guard case .published = result.outcome, request.receipt.values["gate"] != nil,
                let post = RecordURI(request.receipt.remoteID)
            else { return result }
            // Deleting is repeatable, so that a gate that stays behind is tried again with its post.
            return try await erase(seat.uri(Collection.gate, post.key), seat, caller, giving: request.receipt)
        } catch {
            return error.attempted
        }
    }

    /// Deletes one record of the account. A server that refuses to delete what is missing is asked whether it is.
    func erase(
        _ uri: String, _ seat: Seat, _ caller: Caller, giving receipt: Receipt
    ) async throws(Refusal) -> AttemptResult {
        guard let record = RecordURI(uri), record.authority == seat.did else {
            return AttemptResult(.rejected(Failure("not-own", "That is no record of this account.")))
        }
        let sent = seat.server.procedure(
            "com.atproto.repo.deleteRecord",
            .object([
                "repo": .string(seat.did), "collection": .string(record.collection), "rkey": .string(record.key),
            ]), isIdempotent: true)
        return try await caller.perform(
            sent,
            doubt: { response throws(Refusal) in
                let words = XRPCWords.of(response)
                let isOpen = XRPCWords.isPlain(response) || ["RecordNotFound", "InvalidRequest"].contains(words.code)
                guard [400, 404].contains(response.status), isOpen,
                    caller.judge.credentialFailure(response, words) == nil
                else { return nil }
                let found = try await RecordLookup(seat: seat, caller: caller).find(record.collection, record.key)
                return found == nil ? AttemptResult(.published(receipt)) : nil
            },
            receipt: { $0.members == nil ? nil : receipt })
    }
}
