package import SMMAdapterKit
package import SMMModel

extension BlueskyAdapter: UpdatesProfile {
    /// How often a profile that somebody else changed meanwhile is read again.
    private static let maximumTurns = 3

    /// Reads the profile's record, changes it, and writes it over exactly the version that was read.
    package func update(
        _ change: ProfileChange, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult {
        do throws(Refusal) {
            let (seat, caller) = try desk(account, context)
            var edit = ProfileEdit(change: change)
            if let refusal = edit.refusal { throw .never(refusal) }
            let upload = BlobUpload(
                seat: seat, caller: caller, media: context.media, manifest: context.manifest)
            let most = BlueskyManifest.maximumSmallPicture
            if let avatar = change.avatar { edit.avatar = try await upload.blob(of: avatar, most: most) }
            if let header = change.header { edit.banner = try await upload.blob(of: header, most: most) }
            for _ in 1..<Self.maximumTurns {
                let result = try await write(edit, seat, caller)
                guard case .rejected(let failure) = result.outcome, failure.platformCode == "InvalidSwap" else {
                    return result
                }
            }
            let last = try await write(edit, seat, caller)
            guard case .rejected(let failure) = last.outcome, failure.platformCode == "InvalidSwap" else { return last }
            return AttemptResult(.retry(after: nil, reason: failure), rate: last.rate)
        } catch {
            return error.attempted
        }
    }

    private func write(_ edit: ProfileEdit, _ seat: Seat, _ caller: Caller) async throws(Refusal) -> AttemptResult {
        let uri = seat.uri(Collection.profile, "self")
        let current = try await RecordLookup(seat: seat, caller: caller).find(Collection.profile, "self")
        let record = edit.applied(to: current?.value)
        if let current, record == current.value {
            return AttemptResult(
                .published(Receipt(remoteID: uri, url: "\(seat.web)/profile/\(seat.did)", version: current.cid)))
        }
        var input: [String: JSONValue] = [
            "repo": .string(seat.did), "collection": .string(Collection.profile), "rkey": .string("self"),
            "record": record,
        ]
        // Null: there must be none yet. A server that gives no CID cannot compare one.
        if let cid = current?.cid {
            input["swapRecord"] = .string(cid)
        } else if current == nil {
            input["swapRecord"] = .null
        }
        return try await caller.perform(seat.server.procedure("com.atproto.repo.putRecord", .object(input))) { json in
            guard json["uri"]?.string == uri, let cid = json["cid"]?.word else { return nil }
            return Receipt(remoteID: uri, url: "\(seat.web)/profile/\(seat.did)", version: cid)
        }
    }
}
