import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

extension BrokenCall {
    /// Does something that others can see.
    func act(_ place: Place, _ context: AdapterContext) async -> AttemptOutcome {
        let (adapter, account) = (place.adapter, place.account)
        switch self {
        case .gatedPublish:
            return await adapter.publish(place.request("Hello", options: ["replies": "nobody"]), in: context).outcome
        case .delete:
            let request = place.again(place.request("Hello"))
            return await adapter.delete(
                DeleteRequest(
                    operation: request.operation, post: request.post, brand: request.brand, account: account,
                    receipt: Receipt(remoteID: Place.uri)), in: context
            ).outcome
        case .update:
            let change = ProfileChange(name: "Ann", about: "Bread", avatar: Place.picture())
            return await adapter.update(change, of: account, in: context).outcome
        case .favourite: return await adapter.favourite(Self.liked, true, of: account, in: context).outcome
        case .takeBack: return await adapter.favourite(Self.liked, false, of: account, in: context).outcome
        case .message:
            let parent = Receipt(remoteID: "m1", values: ["author": "did:plc:bob"])
            return await adapter.message(place.request("Until six", parent: parent), in: context).outcome
        default: return await adapter.publish(place.again(place.request("Hello")), in: context).outcome
        }
    }

    /// What is wrong with an outcome, by what stands on the server: said to be done and is not, or is not as it was said;
    /// said certainly not to be done and is. Whoever is told a refusal in plain words (`isRefused`) may believe it.
    func fault(of outcome: AttemptOutcome, _ scene: Scene, isRefused: Bool) -> String? {
        let done = done(scene)
        switch outcome {
        case .published(let receipt):
            if let done { return receipt.matches(done) ? nil : "\(receipt) is not \(done)" }
            return "said to be done, and is not"
        case .duplicateOf: return "nothing was there before"
        case .retry, .rejected, .needsReauth:
            return done == nil || isRefused ? nil : "said not to be done, and is"
        case .ambiguous: return nil
        }
    }

    /// The receipt of what was wanted, when it stands on the server as it was wanted; nil when it does not.
    private func done(_ scene: Scene) -> Receipt? {
        let post = "app.bsky.feed.post/\(Place.key)"
        let likes = scene.shelf.keys.filter { $0.hasPrefix("app.bsky.feed.like/") }
        switch self {
        case .gatedPublish:
            guard scene.shelf["app.bsky.feed.threadgate/\(Place.key)"] != nil else { return nil }
            return scene.shelf[post].map { Receipt(remoteID: Place.uri, version: RecordShelf.cid($0)) }
        case .delete: return scene.shelf[post] == nil ? Receipt(remoteID: Place.uri) : nil
        case .update:
            guard let record = scene.shelf["app.bsky.actor.profile/self"], record["displayName"]?.string == "Ann",
                record["description"]?.string == "Bread", record["avatar"]?["$type"]?.string == "blob"
            else { return nil }
            return Receipt(
                remoteID: "at://\(Place.did)/app.bsky.actor.profile/self")
        case .favourite:
            guard likes.count == 1, let like = scene.shelf[likes[0]],
                like["subject"]?["uri"]?.string == Self.liked.remoteID
            else { return nil }
            return Self.liked
        case .takeBack: return likes.isEmpty ? Self.liked : nil
        case .message:
            return scene.chat.texts == ["Until six"] ? Receipt(remoteID: "", values: [:]) : nil
        default: return scene.shelf[post].map { Receipt(remoteID: Place.uri, version: RecordShelf.cid($0)) }
        }
    }
}

extension Receipt {
    /// Whether it names what `other` does; an empty id and no version stand for any.
    fileprivate func matches(_ other: Receipt) -> Bool {
        (other.remoteID.isEmpty ? !remoteID.isEmpty : remoteID == other.remoteID)
            && (other.version == nil || version == other.version)
    }
}
