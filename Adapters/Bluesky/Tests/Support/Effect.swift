import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

/// Everything the adapter does that others can see, each with the call that does it.
enum Effect: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case post, gatedPost, delete, message, profile, like, unlike

    var testDescription: String { rawValue }

    /// The call's method.
    var method: String {
        switch self {
        case .post, .profile, .like: "com.atproto.repo.putRecord"
        case .gatedPost: "com.atproto.repo.applyWrites"
        case .delete, .unlike: "com.atproto.repo.deleteRecord"
        case .message: "chat.bsky.convo.sendMessage"
        }
    }

    /// A place whose server does all of them.
    static func place() -> Place {
        let place = Place()
        Everything.serve(on: place.server)
        return place
    }

    /// Tries it.
    func attempt(at place: Place) async -> AttemptOutcome {
        let receipt = Receipt(remoteID: Place.uri, version: BrokenCall.liked.version)
        let (adapter, account, context) = (place.adapter, place.account, place.context)
        return switch self {
        case .post: await adapter.publish(place.request("Hello"), in: context).outcome
        case .gatedPost:
            await adapter.publish(place.request("Hello", options: ["replies": "nobody"]), in: context).outcome
        case .delete:
            await adapter.delete(
                DeleteRequest(
                    operation: OperationID(rawValue: 5), post: PostID(rawValue: 6), brand: place.request("").brand,
                    account: account, receipt: receipt), in: context
            ).outcome
        case .message:
            await adapter.message(
                place.request("Hello", parent: Receipt(remoteID: "1", values: ["conversation": "c1"])), in: context
            ).outcome
        case .profile: await adapter.update(ProfileChange(name: "Ann"), of: account, in: context).outcome
        case .like: await adapter.favourite(receipt, true, of: account, in: context).outcome
        case .unlike: await adapter.favourite(receipt, false, of: account, in: context).outcome
        }
    }
}
