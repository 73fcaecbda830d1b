import SMMAdapterKit
import SMMModel

/// Asks the account's own server for one of the account's records.
struct RecordLookup: Sendable {
    let seat: Seat
    let caller: Caller

    /// A record as it stands.
    struct Found: Sendable, Hashable {
        /// Its URI.
        let uri: String
        /// Its CID, where the server says.
        let cid: String?
        /// Itself.
        let value: JSONValue
    }

    /// The most pages of a listing that are read.
    private static let maximumPages = 50

    /// The record; nil when it is certain that there is none.
    ///
    /// `RecordNotFound` is that certainty. A server that has no name for it is asked for its list, newest first, down to
    /// the key: the list of a repository is the repository.
    func find(_ collection: String, _ key: String) async throws(Refusal) -> Found? {
        let request = seat.server.query(
            "com.atproto.repo.getRecord", [("repo", seat.did), ("collection", collection), ("rkey", key)])
        let answer: Answer
        do throws(Refusal) {
            answer = try await caller.call(request)
        } catch {
            if error.code == "RecordNotFound", [400, 404].contains(error.failure.status) { return nil }
            // The request is a right one, so that a server without a name for it means the same by `InvalidRequest`.
            guard error.kind == .never, error.isPlain || error.code == "InvalidRequest",
                [400, 404].contains(error.failure.status)
            else { throw error }
            return try await search(collection, key)
        }
        guard let found = found(answer.json, collection, key) else { throw caller.unreadable(answer) }
        return found
    }

    private func found(_ json: JSONValue, _ collection: String, _ key: String) -> Found? {
        let uri = seat.uri(collection, key)
        guard json["uri"]?.string == uri, let value = json["value"], value.members != nil else { return nil }
        return Found(uri: uri, cid: json["cid"]?.word, value: value)
    }

    /// Reads the repository's list down to the key. Absence is believed only of a list that is seen to go from the newest
    /// to the oldest: one that repeats itself, has an empty page in its midst or runs the other way proves nothing.
    private func search(_ collection: String, _ key: String) async throws(Refusal) -> Found? {
        var cursors: [String] = []
        var last: String?
        var isOrdered = false
        for _ in 0..<Self.maximumPages {
            var parameters = [("repo", seat.did), ("collection", collection), ("limit", "100")]
            if let cursor = cursors.last { parameters.append(("cursor", cursor)) }
            let answer = try await caller.call(seat.server.query("com.atproto.repo.listRecords", parameters))
            guard let records = answer.json["records"]?.elements else { throw caller.unreadable(answer) }
            for record in records {
                if let found = found(record, collection, key) { return found }
                guard let uri = record["uri"]?.string.flatMap(RecordURI.init) else { throw caller.unreadable(answer) }
                if let last {
                    guard uri.key < last else { throw Self.proofless }
                    isOrdered = true
                }
                last = uri.key
            }
            guard let next = answer.json["cursor"]?.word else { return nil }
            if isOrdered, let last, last < key { return nil }
            guard !records.isEmpty, !cursors.contains(next) else { throw Self.proofless }
            cursors.append(next)
        }
        throw .never(Failure("listing-too-long", "The server's list is too long to be read down to the record."))
    }

    private static var proofless: Refusal {
        .never(Failure("listing-no-proof", "The server's list is in no order that proves that the record is missing."))
    }
}
