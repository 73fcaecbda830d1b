package import SMMAdapterKit
package import SMMModel

extension BlueskyAdapter: ReadsProfile {
    /// Reads the account's own profile with its counts.
    package func profile(of account: AccountProfile, in context: AdapterContext) async -> ReadResult<RemoteProfile> {
        do throws(Refusal) {
            let (seat, caller) = try desk(account, context)
            let answer = try await caller.call(
                seat.server.query("app.bsky.actor.getProfile", [("actor", seat.did)]))
            let json = answer.json
            guard json["did"]?.string == seat.did else { throw caller.unreadable(answer) }
            let fields = ProfileField.allCases.compactMap { field in
                json[field.rawValue]?.word.map { RemoteProfile.Field(field.rawValue, $0) }
            }
            return .read(
                RemoteProfile(
                    handle: (json["handle"]?.string).flatMap(Identifier.handleText).map { "@" + $0 } ?? seat.did,
                    name: json["displayName"]?.string ?? "", about: json["description"]?.string ?? "", fields: fields,
                    avatar: json["avatar"]?.webAddress, header: json["banner"]?.webAddress,
                    url: "\(seat.web)/profile/\(seat.did)",
                    followers: json["followersCount"]?.count, following: json["followsCount"]?.count,
                    posts: json["postsCount"]?.count), budget: answer.budget)
        } catch {
            return error.read()
        }
    }
}
